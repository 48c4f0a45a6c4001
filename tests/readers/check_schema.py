"""Whether the JSON Schema of scenarios says what `soleus check` says, as far as a schema can.

    python check_schema.py SCHEMA SCENARIO...

Whole scenarios must pass. Broken ones begin with a comment that ends in who sees the fault: `An editor with the schema sees it.`
must be refused, `Only soleus check sees it.` must pass, `A reader of TOML 1.0 sees it.` must not even be read. Two validators
are asked: jsonschema, and Tombi, which editors use.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft7Validator

try:
    import tomllib
except ModuleNotFoundError:
    import tomli as tomllib


def says_jsonschema(validator, text):
    """What jsonschema says of a scenario; nothing where it is fine."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return f"not TOML: {error}"
    return "; ".join(error.message for error in validator.iter_errors(document))


def says_tombi(folder, text):
    """What Tombi says of a scenario that lies beside the schema; warnings count."""
    path = folder / "scenario.toml"
    path.write_text(f"#:schema ./schema.json\n{text}", encoding="utf-8")
    tombi = Path(sys.executable).with_name("tombi")
    said = subprocess.run([tombi, "lint", "--offline", "--error-on-warnings", path], capture_output=True, text=True)
    return "" if said.returncode == 0 else said.stdout + said.stderr


def main():
    schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    failed = 0
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        (folder / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
        for name in sys.argv[2:]:
            text = Path(name).read_text(encoding="utf-8")
            first = text.splitlines()[0]
            wanted = first.endswith(("An editor with the schema sees it.", "A reader of TOML 1.0 sees it."))
            for who, said in (("jsonschema", says_jsonschema(validator, text)), ("Tombi", says_tombi(folder, text))):
                if bool(said) != wanted:
                    failed += 1
                    print(f"{name}: {who} {'finds nothing' if wanted else f'says {said}'}", file=sys.stderr)
    print(f"{len(sys.argv) - 2} scenarios, {failed} disagreements")
    sys.exit(1 if failed else 0)


main()
