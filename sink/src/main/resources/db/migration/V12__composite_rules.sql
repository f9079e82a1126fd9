-- Rules about several series of one place. Which detectors there are is the programs' to know: the table asks for a word
-- of the right form, so that the next detector needs no migration.
alter table store.rules drop constraint rules_detector_check;
alter table store.rules add constraint rules_detector_check check (detector ~ '^[a-z][a-z_]{0,31}$');
