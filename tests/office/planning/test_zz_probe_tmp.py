from __future__ import annotations
import re, pytest
from django.test import Client
from django.db import connection
from django.urls import get_resolver
from lotrinh.office.planning.models import *
from lotrinh.office.planning.actions.make_feed import make_feed
from tests.office.planning import small_plan
from tests.office.planning.conftest import *
from tests.office.planning.test_unannounced import every_pattern, addresses, text_of
pytestmark = pytest.mark.django_db

def fill(route, pattern, parts):
    filled=route
    for name, converter in pattern.pattern.converters.items():
        kind=type(converter).__name__.removesuffix("Converter").lower()
        value=parts.get(name, 1 if kind=="int" else "00000000-0000-0000-0000-000000000000" if kind=="uuid" else "x")
        for w in (f"<{kind}:{name}>", f"<str:{name}>", f"<slug:{name}>", f"<{name}>"): filled=filled.replace(w,str(value))
    return "/"+filled

def norm(b):
    t=text_of(b)
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"|data-csrf="[^"]+"|csrf-token" content="[^"]+"','',t)

@pytest.mark.parametrize("who", ["self","other","appraiser","administrator"])
def test_noninterference(who, adopted, hidden, shown, client_as):
    from lotrinh.office.registry.models import Unit
    if who=="self": c=client_as("inspected_unit", unit_code=hidden.unit.code)
    elif who=="other": c=client_as("inspected_unit", unit_code=shown.unit.code)
    else: c=client_as(who)
    addrs=[a for a in addresses(hidden) if 'sign-out' not in a]+[f"/search/?q={hidden.unit.name}", f"/plans/{adopted.plan.key}/?x", "/units/?sort=risk","/units/?sort=-risk", f"/roadmaps/{adopted.pk}/visits/{shown.pk}/", f"/units/{shown.unit.code}/"]
    def snap():
        out={}
        for a in addrs:
            r=c.get(a)
            out[a]=(r.status_code, norm(b"".join(r) if r.streaming else r.content), dict(r.headers) if 1 else 0)
        return out
    one=snap()
    again=snap()
    noisy={a for a in addrs if one[a][:2]!=again[a][:2]}
    print("NOISY",noisy)
    with connection.cursor() as cur:
        cur.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        for (n,) in cur.fetchall(): cur.execute(f'DROP TRIGGER "{n}"')
    Visit.objects.for_actions().filter(pk=hidden.pk).delete()
    two=snap()
    diff=[a for a in addrs if one[a][:2]!=two[a][:2] and a not in noisy]
    print("DIFF",who,diff)
    for a in diff:
        import difflib
        print(a, one[a][0], two[a][0]); print("\n".join(list(difflib.unified_diff(one[a][1].splitlines(),two[a][1].splitlines(),lineterm="",n=0))[:12]))
    c200=[a for a in addrs if one[a][0]==200]
    print("200:",len(c200), {one[a][2].get('Cache-Control') for a in c200})
    print("statuses", sorted({(one[a][0],a) for a in addrs if one[a][0] not in (200,403,404,302,405)}))

ROLES=["leader","planner","inspector","inspected_unit","appraiser","auditor","administrator",None]
def no_posts(adopted, draft, hidden, client_as):
    rows={}
    parts={"key":adopted.plan.key,"code":hidden.unit.code,"pk":adopted.pk,"visit_pk":hidden.pk,"other":adopted.pk,"token":"x","form":"xlsx","plan_key":adopted.plan.key,"kind":"par"}
    for role in ROLES:
        c=client_as(role) if role else Client()
        c.raise_request_exception=False
        for route,p in every_pattern():
            a=fill(route,p,parts)
            if 'sign-out' in a: continue
            r=c.post(a,{"reason":"x","kind":"must","team":"doan-1","date":"2020-08-03","part":"am","seed":"1","limit":"1","team-who":"doan-1","team-start":"2020-08-03","team-end":"2020-08-04","team-reason":"x","pk":"abc"})
            rows.setdefault(a,{})[role]=r.status_code
            csp=r.headers.get("Content-Security-Policy","NONE")
            if "default-src 'none'" not in csp: print("NOCSP",a,role,r.status_code)
    for a,x in rows.items(): print(f"{a:60}", " ".join(f"{(r or 'anon')[:5]}={s}" for r,s in x.items()))
