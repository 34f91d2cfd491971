-- 座谈会、学习会、业务活动小组 (R303, R304, R306) and 外出进修 (R293, R296, R310) beside the kinds of 0104.
alter table meetings
  drop constraint meetings_kind_check,
  add constraint meetings_kind_check check (
    kind in ('team', 'leading-group', 'mobilisation', 'talk', 'study', 'activity-group', 'other')
  );
alter table trainings
  drop constraint trainings_kind_check,
  add constraint trainings_kind_check check (kind in ('quarterly', 'pre-service', 'further-study', 'other'));
