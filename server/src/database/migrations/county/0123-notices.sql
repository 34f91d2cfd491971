-- 通知 beside 通报: published and receipted alike, about no month.
alter table bulletins add column kind text not null default 'bulletin'
  constraint kind_is_known check (kind in ('bulletin', 'notice'));
alter table bulletins alter column kind drop default;
alter table bulletins alter column month_end drop not null;
alter table bulletins add constraint a_bulletin_has_its_month check ((kind = 'bulletin') = (month_end is not null));
