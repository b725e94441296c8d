"""Writes src/simulator/world/aws-managed-policies.json: which AWS managed policies there are, and under which path.

    python3 test/interop/extract-managed-policies.py

The names come from the list that moto carries; `date` is that of the youngest policy in it.
"""

import json
import pathlib

import moto
import moto.iam.aws_managed_policies

policies = json.loads(moto.iam.aws_managed_policies.aws_managed_policies_data)
paths: dict[str, list[str]] = {}
for name, policy in sorted(policies.items()):
    paths.setdefault(policy.get("Path", "/"), []).append(name)
target = pathlib.Path(__file__).resolve().parents[2] / "src/simulator/world/aws-managed-policies.json"
content = {
    "source": f"moto {moto.__version__}",
    "date": max(policy["UpdateDate"] for policy in policies.values())[:10],
    "names": {path: " ".join(names) for path, names in sorted(paths.items())},
}
target.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
print(f"{len(policies)} policies, {target.stat().st_size} bytes")
