# The portal as one image: server and clock. See compose.yaml and docs/operations.md.
FROM python:3.13-slim-trixie

RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /srv/zeggenschap zeggenschap

WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock

COPY manage.py pyproject.toml LICENSE ./
COPY portal portal
COPY requests_app requests_app
COPY consent consent
COPY templates templates
COPY locale locale

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 VAR_DIR=/srv/zeggenschap
USER zeggenschap
VOLUME /srv/zeggenschap
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["sh", "-c", "python manage.py collectstatic --no-input --verbosity 0 && python manage.py migrate --verbosity 0 && exec python manage.py run --bind 0.0.0.0:8000"]
