"""{% url %} as Django has it, for addresses that are known by heart; in every template."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parsed
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from portal.addresses import address

register = template.Library()


class AddressNode(URLNode):
    """One address; whatever is not plain goes the ordinary way."""

    def render(self, context: template.Context) -> Any:
        """The address, or nothing when it becomes a variable; raises `NoReverseMatch`."""
        if self.kwargs:
            return super().render(context)
        args = [one.resolve(context) for one in self.args]
        try:
            found = address(self.view_name.resolve(context), *args)
        except (NoReverseMatch, TypeError):  # Django says best what is wrong
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """{% url "name" argument as variable %}."""
    node = parsed(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
