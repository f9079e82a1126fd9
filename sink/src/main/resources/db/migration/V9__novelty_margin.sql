-- Half a range outside instead of a quarter: with nothing wrong that keeps to one alert in fifty days and sensors
-- (docs/detectors.md). Left alone where someone has changed the rule.
update store.rules
set parameters = '{"margin": "0.5", "warmup": "200", "hold": "100"}', rule_revision = rule_revision + 1
where rule_id = 'default-novelty' and parameters = '{"margin": "0.25", "warmup": "200", "hold": "100"}';
