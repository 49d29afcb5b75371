-- A sign that is no more to be seen says only who wrote when.
grant delete on working_sign to kodama_worker;
