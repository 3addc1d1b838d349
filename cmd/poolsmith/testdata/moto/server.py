"""Runs moto_server with the signing key of its user pools read once.

The emulator reads and checks the same RSA key for each new pool, which takes a
tenth of a second: longer than everything else that the tests do with a pool.
"""

import json

from moto.cognitoidp.models import jwk
from moto.server import main

read_key = jwk.RSAKey.import_key
keys = {}


def read_once(value, *args, **options):
    name = json.dumps([value, args, options], sort_keys=True, default=repr)
    if name not in keys:
        keys[name] = read_key(value, *args, **options)
    return keys[name]


jwk.RSAKey.import_key = staticmethod(read_once)
main()
