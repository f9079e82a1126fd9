-- What is watched before anyone has made a rule. Change or disable them by PUT /api/v1/rules/{id}.
insert into store.rules (rule_id, sensor_type, metric, detector, severity, parameters) values
    ('default-silence', null, null, 'silence', 'minor', '{"intervals": "5", "atLeast": "PT30S"}'),
    ('default-flatline', null, null, 'flatline', 'warning', '{"for": "PT1H", "readings": "30", "tolerance": "0"}'),
    ('default-novelty', null, null, 'novelty', 'warning', '{"margin": "0.25", "warmup": "200", "hold": "100"}'),
    ('air-pm25-high', 'air_quality', 'pm25', 'threshold', 'major', '{"above": "150", "clear": "120", "for": "PT0S"}'),
    ('water-level-high', 'water_level', 'level', 'threshold', 'critical', '{"above": "4.5", "clear": "4.2", "for": "PT0S"}'),
    ('water-level-rise', 'water_level', 'level', 'rate_of_change', 'major', '{"perMinute": "0.5"}'),
    ('noise-high', 'noise', 'laeq', 'threshold', 'minor', '{"above": "95", "clear": "88", "for": "PT0S"}');
