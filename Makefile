# `make run` and `make test` install what is missing first; see packaging/setup.
PYTHON_BIN := .venv/bin/python
# The service has an environment of its own: it is installed without the window.
CLOUD_BIN := .venv-cloud/bin/python
# Three workers for two cores, since many tests wait; the tests of each file stay together. Files
# come in their order: those with few but long tests would otherwise be last.
PYTEST := $(PYTHON_BIN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: run test lint demo demo-cloud demo-links bench bench-cloud stress chaos cloud translations \
	package package-test image-test setup-run setup-test setup-cloud setup-checkov setup-package \
	setup-image clean

run: setup-run
	$(PYTHON_BIN) -m app $(ARGS)

test: setup-test setup-checkov
	$(PYTEST) -m "not stress" $(ARGS)

lint: setup-test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/vulture
	.venv/bin/deptry .

demo: setup-test
	$(PYTHON_BIN) -m tests.demo $(ARGS)

demo-cloud: setup-test
	$(PYTHON_BIN) -m tests.demo_cloud $(ARGS)

cloud: setup-cloud
	@$(CLOUD_BIN) -m cloud up

bench-cloud: setup-test
	$(PYTHON_BIN) -m tests.bench.cloud $(ARGS)

chaos: setup-test
	$(PYTHON_BIN) -m tests.cloud.chaos $(ARGS)

demo-links: setup-test
	$(PYTHON_BIN) -m tests.site

bench: setup-test
	$(PYTHON_BIN) -m tests.bench $(ARGS)

stress: setup-test
	$(PYTEST) -m stress --timeout 3600 $(ARGS)

translations: setup-test
	$(PYTHON_BIN) packaging/translations $(ARGS)

package: setup-package
	.venv-package/bin/python packaging/build $(ARGS)

image-test: setup-test setup-image
	$(PYTHON_BIN) -m pytest -n 0 -q -s --timeout 3600 tests/cloud/infra/image/checks.py $(ARGS)

package-test: setup-test setup-package
	$(PYTHON_BIN) -m pytest -m stress --timeout 3600 tests/packaging $(ARGS)

setup-run:
	@packaging/setup run

setup-test:
	@packaging/setup test

setup-cloud:
	@packaging/setup cloud

setup-checkov:
	@packaging/setup checkov

setup-package:
	@packaging/setup package

setup-image:
	@packaging/setup image

clean:
	rm -rf .venv .venv-* .cache artifacts build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
