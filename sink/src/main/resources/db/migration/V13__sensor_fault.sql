-- Sensors are compared with their neighbours (docs/detectors.md). The names of the detectors stand in one check.
alter table store.rules drop constraint rules_detector_check;
alter table store.rules add constraint rules_detector_check check (detector in
    ('threshold', 'rate_of_change', 'flatline', 'silence', 'novelty', 'composite', 'sensor_fault'));

insert into store.rules (rule_id, sensor_type, metric, detector, severity, parameters) values
    ('default-sensor-fault', null, null, 'sensor_fault', 'minor', '{"for": "PT15M", "times": "3", "kilometres": "10"}');
