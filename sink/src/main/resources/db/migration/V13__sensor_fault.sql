-- Sensors are compared with their neighbours (docs/detectors.md).
insert into store.rules (rule_id, sensor_type, metric, detector, severity, parameters) values
    ('default-sensor-fault', null, null, 'sensor_fault', 'minor', '{"for": "PT15M", "times": "3", "kilometres": "10"}');
