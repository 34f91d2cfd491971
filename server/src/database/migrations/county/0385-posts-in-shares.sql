-- 岗位系数 of each share, in hundredths: 150 are 1.5. Shares of before were all by 1.
alter table settlement_shares add column role_factor integer not null default 100;
alter table settlement_shares add constraint role_factor_is_not_below_zero check (role_factor >= 0);
