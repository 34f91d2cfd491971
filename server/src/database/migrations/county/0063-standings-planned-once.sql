-- Asked with one resident or two thousand the same indexes are the right ones: planned once a connection.
alter function put_standings set plan_cache_mode = force_generic_plan;
