# The service, with its model: web, worker and commands. Configured by VNEID_* alone; see README.md.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VNEID_DATA_DIR=/app/var

RUN useradd --system --uid 10001 --create-home vneid
WORKDIR /app

# Changes seldom: this layer is built again only when the lock changes.
COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

COPY LICENSE README.md pyproject.toml ./
COPY storage storage
COPY bot bot
COPY portal portal
COPY intents intents
COPY responses responses
# Editable: the content is looked for beside the package.
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --editable . \
    && mkdir var && chown vneid var

USER vneid
# Trained here, so that a start needs no scikit-learn and no wait; broken content fails the build.
RUN vneid-bot content check && vneid-bot nlu train

EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
CMD ["vneid-bot", "serve", "--host", "0.0.0.0", "--port", "8080"]
