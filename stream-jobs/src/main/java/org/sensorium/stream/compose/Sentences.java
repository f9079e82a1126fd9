package org.sensorium.stream.compose;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sensorium.model.CompositePattern;
import org.sensorium.model.CompositeStep;
import org.sensorium.sink.Micros;
import org.sensorium.stream.detector.Words;

/** What is said of a match, for people. */
record Sentences(String english, String chinese) {
    private static final long MICROS_PER_MILLI = 1000;

    /** All steps with sensors, values and times. */
    static Sentences matched(
            CompositePattern pattern, String place, Map<String, List<StepChange>> matched) {
        StringBuilder english = new StringBuilder();
        StringBuilder chinese = new StringBuilder();
        boolean district = pattern.place() == CompositePattern.Place.DISTRICT;
        String where = (district ? "district " : "gateway ") + place;
        String whereChinese = (district ? "区域" : "网关") + place;
        List<CompositeStep> steps = pattern.steps();
        for (int i = 0; i < steps.size(); i++) {
            CompositeStep step = steps.get(i);
            boolean last = i == steps.size() - 1;
            if (!step.absent()) {
                boolean afterAbsence = i > 0 && steps.get(i - 1).absent();
                english.append(i == 0 ? "" : afterAbsence ? ", then " : "; then ")
                        .append(taken(step, Patterns.taken(matched, i)));
                chinese.append(i == 0 ? "" : afterAbsence ? "，随后" : "；随后")
                        .append(takenChinese(step, Patterns.taken(matched, i)));
                continue;
            }
            english.append("; no ").append(step.metric()).append(bound(step));
            english.append(" in ").append(where);
            String spanChinese = "其间";
            if (last) {
                long micros = step.lasting().toMillis() * MICROS_PER_MILLI;
                english.append(" in the ").append(Words.span(micros, Locale.ENGLISH));
                english.append(" after that");
                spanChinese = "此后" + Words.span(micros, Locale.CHINESE) + "内";
            } else {
                english.append(" meanwhile");
            }
            chinese.append("；").append(spanChinese).append(whereChinese).append("没有");
            chinese.append(boundChinese(step)).append("的").append(step.metric());
        }
        return new Sentences(english.append('.').toString(), chinese.append('。').toString());
    }

    /** The last step's condition is met no more. */
    static Sentences over(OpenMatch open, StepChange change) {
        String value = Words.number(change.value());
        return new Sentences(
                subject(open) + " is " + value + ", the last step is over.",
                subjectChinese(open) + "为" + value + "，最后一步已结束。");
    }

    /** Nothing tells that the last step still holds. */
    static Sentences notHeard(CompositePattern pattern, OpenMatch open) {
        long micros = pattern.within().toMillis() * MICROS_PER_MILLI;
        return new Sentences(
                subject(open)
                        + " has not been seen to hold for "
                        + Words.span(micros, Locale.ENGLISH)
                        + ".",
                subjectChinese(open) + "已有" + Words.span(micros, Locale.CHINESE) + "未再满足条件。");
    }

    /** The rule is gone, or the sensor is elsewhere. */
    static Sentences notWatched(OpenMatch open) {
        return new Sentences(
                subject(open) + " is no longer watched for this.",
                subjectChinese(open) + "不再受此监测。");
    }

    /** The rule is another by now, the match still that of before. */
    static Sentences ruleChanged(OpenMatch open) {
        return new Sentences(
                subject(open) + " took the last step of the rule as it was before.",
                subjectChinese(open) + "完成了规则修改之前的最后一步。");
    }

    private static String taken(CompositeStep step, StepChange change) {
        return step.metric()
                + " of sensor "
                + change.sensorId()
                + " is "
                + Words.number(change.value())
                + ","
                + bound(step)
                + ", at "
                + time(change);
    }

    private static String takenChinese(CompositeStep step, StepChange change) {
        return time(change)
                + "传感器"
                + change.sensorId()
                + "的"
                + step.metric()
                + "为"
                + Words.number(change.value())
                + "，"
                + boundChinese(step);
    }

    private static String bound(CompositeStep step) {
        return (step.high() ? " above " : " below ") + Words.number(step.bound());
    }

    private static String boundChinese(CompositeStep step) {
        return (step.high() ? "高于" : "低于") + Words.number(step.bound());
    }

    private static String time(StepChange change) {
        Instant at = Micros.toInstant(change.timeMicros());
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String subject(OpenMatch open) {
        return open.metric() + " of sensor " + open.sensorId();
    }

    private static String subjectChinese(OpenMatch open) {
        return "传感器" + open.sensorId() + "的" + open.metric();
    }
}
