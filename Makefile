# Commands for developers and CI. The text after `##` is shown by `make help`.

PYTHON ?= python3

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

LOCAL := $(PYTHON) -m deploy.local
VENV := .venv/bin
EMBEDDED := env -u DATABASE_URL -u REDIS_URL -u REDIS_STATE_URL -u DJANGO_ENV -u DJANGO_SETTINGS_MODULE
# Never uses the services that are configured in the user's shell.
TEST := $(EMBEDDED) $(LOCAL) test
RUFF := backend/$(VENV)/ruff
LINTERS := .local/linters
DOCUMENT_CHECKS := .local/document-checks
SHELL_SCRIPTS := deploy/backup/backup deploy/backup/copy-binlogs deploy/backup/physical-backup deploy/backup/prune deploy/backup/replay deploy/backup/restore deploy/backup/unpack deploy/backup/verify deploy/compose/check-images deploy/compose/manage deploy/compose/new-secrets deploy/compose/pin-images deploy/compose/roll-out deploy/kubernetes/pin-images deploy/kubernetes/roll-out examples/subscriber.sh nginx/certificates/renew.sh
KUBERNETES := 1.34 1.37
# Compose 1.29 or v2. `make compose-smoke COMPOSE="docker compose"` selects one if both are installed.
COMPOSE ?= $(shell command -v docker-compose || echo docker compose)
COMPOSE_TESTS := backend/$(VENV)/python -m pytest -c deploy/compose/tests/pytest.ini --rootdir . deploy/compose/tests

# A complete production configuration, for the checks that need one. All values are placeholders.
PRODUCTION := DJANGO_ENV=production \
	DJANGO_SECRET_KEY=only-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ \
	DJANGO_ALLOWED_HOSTS=play.example.org \
	CORS_ALLOWED_ORIGINS=https://play.example.org \
	DATABASE_URL=mysql://numberplay:secret@database.example.org:3306/numberplay \
	REDIS_URL=redis://redis.example.org:6379/0 \
	EMAIL_URL=smtp+tls://numberplay:secret@mail.example.org:587

# Lock files contain no URLs, because the installing machine selects the registry. They keep extras: from a file that has only
# `coverage`, pip 23 would install the newest `coverage[toml]`, whose hash is missing.
UV := .local/uv/bin
LOCK_PYTHON := $(CURDIR)/$(UV)/uv pip compile --universal --python-version=3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --custom-compile-command='make locks' --quiet $(if $(UPGRADE),--upgrade)
COMPILE := cd backend && $(LOCK_PYTHON) pyproject.toml

FASTIFY := benchmarks/peers/fastify
LOCK_NODE := npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

# Generates files from the code, below a folder: $(call generate,FOLDER). The types come from the OpenAPI document.
EXAMPLES := README.md docs/protocol.md clients/conformance/result.json frontend/tests/fixtures.ts
GENERATED := docs/openapi.yaml docs/asyncapi.yaml clients/typescript/src/api/schema.gen.ts frontend/src/messages $(EXAMPLES)
MANAGE := cd backend && $(EMBEDDED) $(VENV)/python manage.py
define generate
	$(MANAGE) spectacular --validate --fail-on-warn --file $(1)/docs/openapi.yaml
	$(MANAGE) asyncapi --file $(1)/docs/asyncapi.yaml
	$(MANAGE) renew_examples $(addprefix $(1)/,$(EXAMPLES))
	cd frontend && npm run --silent generate -- $(1)/docs/openapi.yaml --output $(1)/clients/typescript/src/api/schema.gen.ts
	cd frontend && npm run --silent messages -- $(1)/frontend/src/messages
endef

CHECKS := check-python-types check-python-format check-python-lint check-python-layers check-python-dependencies \
	check-production check-migrations check-documents check-locks \
	check-web-lint check-web-types check-web-format check-web-unused

.PHONY: help run test check client-packages coverage coverage-report format schema screenshots lighthouse web-app locks packages mysql servers \
	databases read-plans clusters clean distclean python-packages production-packages bench-packages node-packages page-types bench bench-quick bench-compare bench-hostile chaos client-faults check-deploy \
	check-kubernetes check-versions compose-smoke rolling-restart backup restore check-code check-quick check-build check-web-size release verify-backup prune-backups restore-drill upgrade-drill trace drills $(CHECKS)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-28s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# With exec, the program itself is make's child, so there is no shell that could lose a signal.
run: ## Install, migrate, build and start everything; BACKEND_PORT and FRONTEND_PORT change the ports, Ctrl-C stops it
	@exec $(LOCAL) run

test: ## Run all tests that this machine supports, and list the others; SUITE="edge, Nginx" runs one suite; REQUIRE_ALL=1 fails if any are omitted
	@exec $(TEST) $(if $(SUITE),"$(SUITE)")

check: check-code check-build ## Run all checks that don't need a running service; make -k continues after a failure

coverage: ## Run the backend's tests in embedded mode, and fail if branch coverage is too low
	@$(TEST) "backend, embedded"
	@$(MAKE) coverage-report

coverage-report: ## Fail if the branch coverage of the last make test or make coverage is too low
	cd backend && $(VENV)/coverage report --fail-under=95
	cd backend && $(VENV)/coverage report --include=game/rules.py,game/live/protocol.py,config/env.py --fail-under=100

check-quick: check-python-format check-python-lint check-python-layers check-locks check-web-format ## Run the fast part of make check, for use before a commit

release: python-packages node-packages ## Update the version to VERSION=1.2.3 and the changelog, commit and tag; pushing the tag publishes the release
	@$(LOCAL) release "$(VERSION)"

client-packages: python-packages node-packages ## Build the client packages, as releases publish them, into .local/packages
	@rm -rf .local/packages && mkdir -p .local/packages
	backend/$(VENV)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir .local/packages clients/python
	cd clients/typescript && npm pack --silent --pack-destination ../../.local/packages

format: python-packages node-packages ## Format all code, and apply the linters' automatic fixes
	$(RUFF) check --fix --quiet . ; $(RUFF) format .
	cd frontend && npm run --silent format -- ../$(FASTIFY) ../docs/checks

schema: python-packages node-packages ## Generate the OpenAPI and AsyncAPI documents, and the front end's types and texts
	$(call generate,$(CURDIR))

bench: bench-packages ## Compare a play with the same workload in Django, FastAPI and Node, and update docs/performance; 25 minutes
	PYTHONPATH=backend:. backend/$(VENV)/python -m benchmarks --into docs/performance

bench-quick: bench-packages ## Run most benchmarks with fewer rounds and less data, into .local/benchmarks; 4 minutes
	PYTHONPATH=backend:. backend/$(VENV)/python -m benchmarks --quick

bench-compare: bench-packages ## Compare plays over HTTP and on sockets, and polling reads, with another checkout, BEFORE=DIR; 6 minutes
	PYTHONPATH=backend:. backend/$(VENV)/python -m benchmarks.compare --before "$(BEFORE)"

bench-hostile: bench-packages ## Measure whether hostile clients affect players; SECONDS=, ROUNDS=, KINDS="1 2"; 15 minutes
	PYTHONPATH=backend:nginx/tests:. backend/$(VENV)/python -m benchmarks.hostile \
		$(if $(filter command line,$(origin SECONDS)),--seconds $(SECONDS)) $(if $(ROUNDS),--rounds $(ROUNDS)) \
		$(if $(KINDS),--kinds $(KINDS))

# Uses only variables from the command line, because bash sets its own SECONDS.
chaos: production-packages ## Kill, freeze and disconnect parts of a system under load, and compare the responses with the stored rows; SECONDS=, SEED=, FAULTS="kill,commits", CLUSTER=galera, SOAK=minutes; LONG=1 writes docs/reliability.md
	@PYTHONPATH=backend:nginx/tests:. exec backend/$(VENV)/python -m benchmarks.chaos \
		$(if $(filter command line,$(origin SECONDS)),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED)) \
		$(if $(FAULTS),--faults "$(FAULTS)") $(if $(CLUSTER),--cluster $(CLUSTER)) $(if $(SOAK),--soak $(SOAK)) \
		$(if $(BACKEND),--backend $(BACKEND)) $(if $(LONG),--long --into docs/reliability.md)

client-faults: python-packages node-packages ## Play and follow results with both client packages while connections fail, servers restart and Redis is flushed; PLAYS=1000, RESTARTS=50, CLIENTS=python,typescript
	@PYTHONPATH=backend:clients:clients/python/src exec backend/$(VENV)/python -m conformance.faults \
		$(if $(PLAYS),--plays $(PLAYS)) $(if $(RESTARTS),--restarts $(RESTARTS)) $(if $(CLIENTS),--clients $(CLIENTS))

trace: production-packages ## Draw a trace of a play and of a registration across all parts of a real system, as docs/images/trace.svg
	cd backend && PYTHONPATH=.:../deploy/rolling:../nginx/tests $(VENV)/python ../deploy/tracing/draw.py ../docs/images/trace.svg

drills: production-packages ## Inject faults into a real system, wait for their alerts, follow the runbooks, and update the table in docs/monitoring.md; ALERTS="SlowPlays RedisBusy"; needs prometheus and its node exporter; 30 minutes
	cd backend && PYTHONPATH=.:../deploy/rolling:../deploy/backup:../nginx/tests $(VENV)/python ../deploy/drills/drill.py $(ALERTS)

screenshots: python-packages web-app ## Update the screenshots in the documentation
	cd frontend && npm run --silent screenshots

lighthouse: python-packages web-app ## Audit every page with Lighthouse in mobile mode, and fail if a budget is exceeded; needs an idle machine; PAGES="/play /account", ROUNDS=1
	cd frontend && npm run --silent lighthouse

locks: ## Update all lock files from pyproject.toml and package.json; UPGRADE=1 upgrades versions
	$(PYTHON) -m venv --clear .local/uv
	$(UV)/pip install --quiet --disable-pip-version-check uv
	$(COMPILE) --output-file=requirements/base.txt
	$(COMPILE) --group test --group check --extra tracing -c requirements/base.txt --output-file=requirements/dev.txt
	$(COMPILE) --extra production --extra tracing -c requirements/base.txt -c requirements/dev.txt --output-file=requirements/production.txt
	$(COMPILE) --group bench -c requirements/base.txt -c requirements/dev.txt --output-file=requirements/bench.txt
	cd frontend && $(LOCK_NODE)
	cd $(FASTIFY) && $(LOCK_NODE)
	cd docs/checks && $(LOCK_NODE)
	cd docs/checks && $(LOCK_PYTHON) requirements.in --output-file=requirements.txt
	@$(MAKE) check-locks

packages: ## Install the Debian packages that tests need, as root: MariaDB with Galera, Redis, HAProxy, Nginx, Chromium, headers, MySQL
	@$(LOCAL) packages

mysql: ## Unpack a MySQL server for the tests from Debian's packages into your cache folder, without installing it
	@$(LOCAL) unpack mysql

servers: ## Unpack the newer servers that tests need, without installing them: MySQL 9.7, MariaDB 11.8, Redis 8, Valkey 8, Nginx 1.30
	@$(LOCAL) unpack

databases: ## Run the backend's tests on MySQL 9.7 with Redis 8, and on MariaDB 11.8 with Valkey 8; SUITE="backend, MySQL 9.7 and Redis 8" runs one
	@$(TEST) $(if $(SUITE),"$(SUITE)","backend, MySQL 9.7 and Redis 8" "backend, MariaDB 11.8 and Valkey 8")

read-plans: production-packages ## Read from tables with a million plays on MySQL 9.7 and MariaDB, and print query plans, rows and times; PLAYS=1000000; 10 minutes
	PYTHONPATH=backend:. backend/$(VENV)/python -m benchmarks.plans $(if $(PLAYS),--plays $(PLAYS))

clusters: production-packages ## Run longer tests of database clusters: 20,000 plays each, outages of up to 40 s; 20 minutes
	cd backend && CLUSTER_PLAYS=20000 CLUSTER_SECONDS=100 $(VENV)/python -m pytest -s --timeout=1800 tests/clusters

check-deploy: $(LINTERS)/.installed python-packages ## Check the Dockerfiles, Compose files, alerts and workflows; needs docker-compose and promtool
	$(LINTERS)/bin/hadolint backend/Dockerfile frontend/Dockerfile nginx/Dockerfile nginx/certificates/Dockerfile deploy/backup/Dockerfile \
		deploy/compose/tests/certificates/Dockerfile
	$(LINTERS)/bin/yamllint .github deploy docker-compose.yml docker-compose.dev.yml docker-compose.prod.yml
	$(LINTERS)/bin/shellcheck --external-sources --source-path SCRIPTDIR --source-path . $(SHELL_SCRIPTS)
	$(LINTERS)/bin/zizmor --offline --quiet .github
	$(COMPOSE) -f docker-compose.yml --profile monitoring config --quiet
	$(COMPOSE) -f docker-compose.yml -f docker-compose.dev.yml config --quiet
	$(COMPOSE_TESTS)/test_secrets.py deploy/compose/tests/test_versions.py deploy/compose/tests/test_pin_images.py
	promtool check config deploy/monitoring/prometheus.yml
	promtool test rules deploy/monitoring/alerts_test.yml deploy/monitoring/slo_test.yml deploy/monitoring/backup-alerts_test.yml

check-kubernetes: $(LINTERS)/.installed python-packages ## Render the Kubernetes manifests, check them with their schemas and checkov, and test the network policies; needs kubectl 1.27 or newer
	@for overlay in dev prod; do \
		kubectl kustomize deploy/kubernetes/overlays/$$overlay > $(LINTERS)/$$overlay.yaml && \
		for version in $(KUBERNETES); do \
			$(LINTERS)/bin/kubernetes-validate -k $$version --strict --quiet $(LINTERS)/$$overlay.yaml || exit 1; \
		done && \
		$(LINTERS)/bin/checkov --config-file deploy/kubernetes/.checkov.yaml -f $(LINTERS)/$$overlay.yaml || exit 1; \
	done
	backend/$(VENV)/python -m pytest -q -c deploy/kubernetes/tests/pytest.ini --rootdir . deploy/kubernetes/tests

check-versions: ## Fail if support for a version in docs/versions.md has ended, or ends within 90 days
	@$(PYTHON) -m deploy.compose.versions

compose-smoke: python-packages node-packages ## Build and check the images, start all Compose files, and test the stacks; needs a Docker daemon and Chromium
	BUILD_ID=smoke $(COMPOSE) build backend frontend nginx
	deploy/compose/check-images smoke
	COMPOSE="$(COMPOSE)" $(COMPOSE_TESTS)

rolling-restart: production-packages ## Restart every instance of every role ten times under load, behind the real Nginx; about ten minutes
	cd backend && ROUNDS=10 $(VENV)/python -m pytest -s -c ../deploy/rolling/pytest.ini ../deploy/rolling

backup: ## Back up the database of the running Compose system to backups/; COMPOSE_FILE=docker-compose.prod.yml selects production
	@deploy/backup/backup

restore: ## Restore the database from FILE=backups/….sql.gz, or to UNTIL='2026-11-28 12:34:56' in UTC; FORCE=1 replaces existing data
	@FORCE=$(FORCE) deploy/backup/restore $(if $(UNTIL),--until "$(UNTIL)") $(if $(FILE),"$(FILE)")

verify-backup: ## Prove that the newest backup, or FILE=, can be restored; with UNTIL=, check the copied binary logs too
	@deploy/backup/verify $(if $(UNTIL),--until "$(UNTIL)") $(if $(FILE),"$(FILE)")

prune-backups: ## Delete old backups and binary logs; KEEP_DAILY=7 KEEP_WEEKLY=5 KEEP_MONTHLY=12
	@deploy/backup/prune

restore-drill: production-packages ## Destroy databases under load, restore them to a point in time from dumps and from physical backups, and compare with every acknowledged play; DRILL_SECONDS=30, DRILL_PLAYS=1000000, DRILL_LOGGED=0.5; 10 minutes
	cd backend && DRILL_SECONDS=$(or $(DRILL_SECONDS),30) DRILL_PLAYS=$(or $(DRILL_PLAYS),0) DRILL_LOGGED=$(or $(DRILL_LOGGED),0.5) $(VENV)/python -m pytest -s \
		-c ../deploy/rolling/pytest.ini ../deploy/backup/test_drill.py ../deploy/backup/test_physical_drill.py

upgrade-drill: production-packages ## Upgrade a MariaDB 10.11 with data to 11.8 in place, and compare rows, definitions and query plans; needs `make servers`; 2 minutes
	cd backend && $(VENV)/python -m pytest -s -c ../deploy/rolling/pytest.ini ../deploy/upgrade

$(LINTERS)/.installed: deploy/lint.txt
	$(PYTHON) -m venv --clear $(LINTERS)
	$(LINTERS)/bin/pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r $<
	@touch $@

# In a separate folder, because these tools need more packages than the front end. None of them needs its install scripts.
$(DOCUMENT_CHECKS)/.installed: docs/checks/package.json docs/checks/package-lock.json docs/checks/requirements.txt
	@mkdir -p $(@D)
	@cp docs/checks/package.json docs/checks/package-lock.json $(@D)/
	cd $(@D) && npm ci --silent --ignore-scripts --no-audit --no-fund
	$(PYTHON) -m venv --clear $(@D)/python
	$(@D)/python/bin/pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r docs/checks/requirements.txt
	@touch $@

clean: ## Remove the output of builds, tests and checks, but not the database or the packages
	rm -rf .local frontend/.messages frontend/.next frontend/build frontend/out frontend/coverage frontend/test-results frontend/playwright-report
	rm -rf backend/.coverage backend/.coverage.* backend/htmlcov backend/.hypothesis
	find backend clients deploy examples nginx \( -name .venv -o -name node_modules \) -prune -o -type d \
		\( -name __pycache__ -o -name '.*_cache' \) -prune -exec rm -rf {} +

distclean: clean ## Remove the installed packages as well
	rm -rf backend/.venv frontend/node_modules $(FASTIFY)/node_modules

python-packages:
	@$(LOCAL) install dev

# Each depends on the previous one, so that with make -j two pips never use the environment at the same time.
production-packages: python-packages
	@$(LOCAL) install production

bench-packages: production-packages
	@$(LOCAL) install bench $(FASTIFY)

node-packages:
	@$(LOCAL) install frontend

web-app: node-packages
	@$(LOCAL) build

# A separate target, because the linter and the type checker both need the types and may run concurrently.
page-types: node-packages
	@cd frontend && npm run --silent typegen

check-code: $(CHECKS) ## Run the following checks; with make -j, concurrently

check-python-format: python-packages ## Check that Python is formatted
	$(RUFF) format --check .

check-python-lint: python-packages ## Check that Python passes the linter
	$(RUFF) check .

check-python-types: python-packages ## Check that Python passes the type checker
	cd backend && $(VENV)/mypy .
	cd backend && MYPYPATH=../nginx/tests $(VENV)/mypy ../nginx/tests
	cd backend && MYPYPATH=../nginx/tests:../deploy/rolling:../deploy/backup:../deploy/tracing:../deploy/drills:../deploy/upgrade $(VENV)/mypy ../deploy/rolling ../deploy/backup ../deploy/tracing ../deploy/drills ../deploy/upgrade
	backend/$(VENV)/mypy --strict --explicit-package-bases deploy/local
	cd backend && MYPYPATH=../clients/python/src:../clients $(VENV)/mypy --config-file ../clients/python/pyproject.toml \
		--explicit-package-bases ../clients/python/src ../examples
	cd backend && MYPYPATH=.:../clients/python/src:../clients:../clients/python/tests $(VENV)/mypy --explicit-package-bases \
		../clients/python/tests ../clients/conformance
	cd backend && MYPYPATH=..:. $(VENV)/mypy --explicit-package-bases ../deploy/compose
	cd backend && MYPYPATH=..:.:../nginx/tests $(VENV)/mypy --explicit-package-bases ../benchmarks

check-python-layers: python-packages ## Check that imports respect the layers
	cd backend && $(VENV)/lint-imports

check-python-dependencies: python-packages ## Check that every dependency is declared and used
	cd backend && $(VENV)/deptry .

check-production: production-packages ## Check that a production configuration passes Django's deployment checks
	cd backend && $(PRODUCTION) $(VENV)/python manage.py check --deploy --fail-level WARNING

check-migrations: python-packages ## Check that no migration is missing
	cd backend && $(EMBEDDED) $(VENV)/python manage.py makemigrations --check --dry-run

check-documents: python-packages node-packages $(DOCUMENT_CHECKS)/.installed ## Check that the generated documents are up to date, and that other tools accept them
	@rm -rf .local/documents
	@mkdir -p .local/documents/clients/typescript/src/api
	@for file in $(EXAMPLES); do mkdir -p .local/documents/$$(dirname $$file) && cp $$file .local/documents/$$file || exit 1; done
	$(call generate,$(CURDIR)/.local/documents)
	@outdated=; for document in $(GENERATED); do diff -ruN $$document .local/documents/$$document || outdated="$$outdated $$document"; done; \
		[ -z "$$outdated" ] || { echo "Out of date:$$outdated. Run make schema."; exit 1; }
	$(DOCUMENT_CHECKS)/node_modules/.bin/spectral lint --fail-severity hint --ruleset docs/spectral.yaml docs/openapi.yaml docs/asyncapi.yaml
	@cp docs/checks/parse-asyncapi.mjs $(DOCUMENT_CHECKS)/
	node $(DOCUMENT_CHECKS)/parse-asyncapi.mjs docs/asyncapi.yaml
	$(DOCUMENT_CHECKS)/python/bin/openapi-python-client generate --fail-on-warning --meta none --config docs/checks/openapi-python-client.yml \
		--path docs/openapi.yaml --output-path .local/documents/numberplay_client
	cd .local/documents && $(CURDIR)/backend/$(VENV)/mypy --strict numberplay_client $(CURDIR)/docs/checks/test_generated_client.py
	cd backend && $(EMBEDDED) PYTHONPATH=$(CURDIR)/.local/documents $(VENV)/python -m pytest -q -c pyproject.toml ../docs/checks

check-locks: ## Check that no lock file contains a URL
	@! grep -nE '://|^ *--(index-url|extra-index-url|find-links|trusted-host)' backend/requirements/*.txt docs/checks/requirements.txt
	@! grep -nE '"resolved": *"[a-z+]+:' frontend/package-lock.json $(FASTIFY)/package-lock.json docs/checks/package-lock.json

check-web-format: node-packages ## Check that the front end is formatted
	cd frontend && npm run --silent format:check -- ../$(FASTIFY) ../docs/checks

check-web-lint: page-types ## Check that the front end passes the linter
	cd frontend && npm run --silent lint

check-web-types: page-types ## Check that the front end passes the type checker
	cd frontend && npm run --silent typecheck

check-web-unused: node-packages ## Check that the front end has no unused code or dependencies
	cd frontend && npm run --silent knip

# Not in CHECKS, because a build deletes the generated types of the pages.
check-build: check-web-size ## Run the checks that need a build of the web app

check-web-size: web-app ## Check that the first load of each page is within its budget
	cd frontend && npm run --silent size
