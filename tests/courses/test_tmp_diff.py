import pytest
from tests.courses.test_exporting import *
from tests.courses import test_exporting as t
def diff(a,b,path=''):
    if type(a)!=type(b): print(path,repr(a)[:150],'!=',repr(b)[:150])
    elif isinstance(a,dict):
        for k in {**a,**b}: diff(a.get(k,'<none>'),b.get(k,'<none>'),f'{path}/{k}')
    elif isinstance(a,list):
        if len(a)!=len(b): print(path,len(a),len(b))
        for i,(x,y) in enumerate(zip(a,b)): diff(x,y,f'{path}/{i}')
    elif a!=b: print(path,repr(a)[:150],'!=',repr(b)[:150])
pytestmark = pytest.mark.django_db
def test_a(tmp_path):
    loading.load(read(build(tmp_path/'source')))
    diff(*round_trip(tmp_path))
def test_b(tmp_path):
    make.program()
    before,after=round_trip(tmp_path)
    diff(as_read(before),as_read(after))
