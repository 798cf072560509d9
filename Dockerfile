# The Academy as one image; compose.yaml runs it as web, worker and beat.
FROM node:22-slim AS assets
WORKDIR /srv
COPY package.json package-lock.json .npmrc ./
RUN npm ci --silent
COPY static static
RUN npm run --silent build

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 ACADEMY_VAR=/var/lib/academy BIND=0.0.0.0:8000
WORKDIR /srv/academy
COPY requirements/bootstrap.txt requirements/run.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
 && uv pip install --system --no-cache --compile-bytecode --require-hashes -r requirements/run.txt \
 && useradd --system --home-dir /var/lib/academy --create-home academy
COPY . .
COPY --from=assets /srv/static/build static/build
# Style sheets are gathered while the image is made. Demo mode only spares this one step the
# variables of a deployment; naming both addresses keeps it from starting anything.
RUN ACADEMY_MODE=demo DATABASE_URL=postgresql://none@/none REDIS_URL=redis://none \
    python manage.py collectstatic --no-input --verbosity 0 \
 && mkdir -p /var/lib/academy/media /var/lib/academy/private \
 && chown -R academy: /var/lib/academy
USER academy
EXPOSE 8000
CMD ["gunicorn", "--config", "python:academy.web_server"]
