-- Whether the county has any residents, within reach or beyond it: the first register has nobody to be compared with.
create function anybody_known() returns boolean
  language sql stable security definer
begin atomic
  select exists (select from residents);
end;
revoke execute on function anybody_known from public;
grant execute on function anybody_known to qianyue_app;
