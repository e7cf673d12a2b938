"""How Django renders a form in our own components (settings: FORM_RENDERER)."""

from django.forms.renderers import TemplatesSetting


class FaceRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` come from templates/components/."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
