package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page works out by itself, in the browser that it does so in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageLogicIT {
    /** Readings of a minute's interval, the newest last; OFFSET milliseconds late, EVERY apart. */
    private static final String JUDGE =
            """
            async ([every, offset, value, letter, neighbour, count, waited]) => {
              const { judge } = await import('/page/commissioning-checks.js');
              const start = Date.parse('2026-03-01T10:00:00Z');
              const readings = Array.from({ length: count }, (_, i) => ({
                metric: 'level', value, time: new Date(start + i * every).toISOString(),
                receivedAt: new Date(start + i * every + offset).toISOString() }));
              const sensor = { id: 'a', metrics: [{ name: 'level', min: 0, max: 10, interval: 'PT60S' }] };
              const letters = letter ? [{ reason: letter, detail: 'so' }] : [];
              const neighbours = neighbour === null ? {} : { level: [neighbour, neighbour + 1, neighbour + 2] };
              return judge({ sensor, readings, letters, neighbours, waited })
                .map(verdict => verdict.name + ' ' + verdict.state).join(', ');
            }""";

    private Chromium chromium;
    private RunningConsole it;
    private Page page;

    @BeforeAll
    void start() throws Exception {
        chromium = new Chromium();
        it = new RunningConsole();
        page =
                chromium.open(
                        "http://127.0.0.1:" + it.console.port(),
                        Chromium.Screen.DESKTOP,
                        "en-GB",
                        ColorScheme.LIGHT);
        page.locator("form").waitFor();
    }

    @AfterAll
    void stop() throws Exception {
        if (it != null) {
            it.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            all is well           | 60000, 500, 5, null, 5, 4, 0            | arrived good, interval good, range good, clock good, accepted good, agreement good
            nothing yet           | 60000, 0, 5, null, 5, 0, 1000           | arrived wait, interval wait, range wait, clock wait, accepted good, agreement wait
            nothing for too long  | 60000, 0, 5, null, null, 0, 400000      | arrived bad, interval wait, range wait, clock wait, accepted good, agreement none
            too seldom            | 180000, 0, 5, null, 5, 4, 0             | arrived good, interval bad, range good, clock good, accepted good, agreement good
            a clock that is wrong | 60000, -60000, 5, null, 5, 4, 0         | arrived good, interval good, range good, clock bad, accepted good, agreement good
            out of range          | 60000, 0, 5, 'out_of_range', 5, 4, 0    | arrived good, interval good, range bad, clock good, accepted good, agreement good
            in the future         | 60000, 0, 5, 'future', 5, 4, 0          | arrived good, interval good, range good, clock bad, accepted good, agreement good
            another metric        | 60000, 0, 5, 'unknown_metric', 5, 4, 0  | arrived good, interval good, range good, clock good, accepted bad, agreement good
            unlike its neighbours | 60000, 0, 5, null, 50, 4, 0             | arrived good, interval good, range good, clock good, accepted good, agreement bad
            """)
    void aNewSensorIsJudgedByWhatArrives(String what, String figures, String verdicts) {
        Object judged = page.evaluate("(" + JUDGE + ")([" + figures + "])");

        assertThat(judged).as(what).isEqualTo(verdicts);
    }

    /** What the page marks the console refuses, and what it lets through the console takes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "row-1,noise,water,harbour,22.5,114,laeq:dB:20:130:PT60S,,pole=17",
                "row-2,noise,water,harbour,,,laeq:dB,gw-1,",
                "row-3,noise,water,harbour,22.5,114,laeq:dB;lamax:dB::140,,",
                "row 4,noise,water,harbour,22.5,114,laeq:dB,,",
                "row-5,Noise,water,harbour,22.5,114,laeq:dB,,",
                "row-6,noise,nowhere,harbour,22.5,114,laeq:dB,,",
                "row-7,noise,water,harbour,95,114,laeq:dB,,",
                "row-8,noise,water,harbour,22.5,,laeq:dB,,",
                "row-9,noise,water,harbour,22.5,114,laeq:dB:130:20,,",
                "row-10,noise,water,harbour,22.5,114,laeq:dB:x:20,,",
                "row-11,noise,water,harbour,22.5,114,laeq:dB:0:20:60s,,",
                "row-12,,water,harbour,22.5,114,laeq:dB,,",
                "row-13,noise,water,harbour,22.5,114,laeq:dB,gw 1,"
            })
    void aRowIsGoodInThePageIfItIsGoodInTheConsole(String row) {
        String header = "id,type,department,district,lat,lon,metrics,gateway,labels";
        boolean taken =
                it.send(
                                it.request("admin", "/sensors/bulk")
                                        .header("Content-Type", "text/csv")
                                        .POST(BodyPublishers.ofString(header + "\n" + row + "\n")))
                        .raw()
                        .body()
                        .contains("\"status\":\"created\"");
        Object good =
                page.evaluate(
                        """
                        async ([header, row]) => {
                          const { checker } = await import('/page/bulk-check.js');
                          const cells = row.split(',');
                          const named = Object.fromEntries(header.split(',').map((name, i) => [name, cells[i]]));
                          return Object.keys(checker(new Set(['water', 'parks', 'city']))(named)).length === 0;
                        }""",
                        new String[] {header, row});

        assertThat(good).isEqualTo(taken);
    }

    @Test
    void ratesAndQuantilesComeFromTwoPagesOfMetrics() {
        Object figures =
                page.evaluate(
                        """
                        async () => {
                          const { parse, rate, quantile } = await import('/page/exposition.js');
                          const text = (n, slow) => `# HELP x\\nc_total{part="a"} ${n}\\nc_total{part="b"} ${n}\\n`
                            + `t_bucket{le="0.1"} ${n - slow}\\nt_bucket{le="1.0"} ${n}\\nt_bucket{le="+Inf"} ${n}\\n`;
                          const before = { ...parse(text(100, 0)), at: 0 };
                          const after = { ...parse(text(200, 10)), at: 5000 };
                          return [rate('c_total', before, after), quantile(0.5, 't_bucket', before, after),
                            quantile(0.95, 't_bucket', before, after), rate('none', before, after),
                            quantile(0.95, 't_bucket', after, after)].join(' ');
                        }""");

        assertThat(figures).isEqualTo("40 0.1 1  ");
    }

    /** A window of 10 to 20 in a chart of 0 to 30. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            threshold      | 9, 5, 6          | 0 6 30 6 30 -Infinity 0 -Infinity | threshold 6 expected 5
            threshold      | 9, 6, 6          | 0 6 30 6 30 -Infinity 0 -Infinity | threshold 6
            threshold      | 3, 5, 4          | 0 4 30 4 30 Infinity 0 Infinity   | threshold 4 expected 5
            rate_of_change | 9, 2, 4          | 10 2 20 2 20 4        | threshold 4 expected 2
            flatline       | 9, null, 0.5     | 10 8.5 20 8.5 20 9.5 10 9.5 |
            silence        | null, null, null |                       |
            novelty        | 9, 5, 7          | 10 5 20 5 20 7 10 7   | threshold 7 expected 5
            novelty        | 9, 5, null       |                       | expected 5
            """)
    void anAlertsChartShowsWhatWouldHaveBeenInOrder(
            String detector, String figures, String band, String lines) {
        Object drawn =
                page.evaluate(
                        """
                        async ([detector, value, expected, threshold]) => {
                          const { bandOf, linesOf } = await import('/page/alert-chart.js');
                          const alert = { detector, value, expected, threshold };
                          const band = bandOf(alert, [10, 20], { from: 0, to: 30 });
                          return (band ?? []).flat().join(' ') + '|'
                            + linesOf(alert).map(line => line.name + ' ' + line.at).join(' ');
                        }""",
                        arguments(detector, figures));

        assertThat(drawn)
                .isEqualTo((band == null ? "" : band) + "|" + (lines == null ? "" : lines));
    }

    private static Object[] arguments(String detector, String figures) {
        Object[] arguments = new Object[4];
        arguments[0] = detector;
        String[] parts = figures.split(", ");
        for (int i = 0; i < parts.length; i++) {
            arguments[i + 1] = parts[i].equals("null") ? null : Double.valueOf(parts[i]);
        }
        return arguments;
    }

    @Test
    void anOutlineHasItsCornersAndNothingElse() {
        Object corners =
                page.evaluate(
                        """
                        async () => {
                          const { hull } = await import('/page/hull.js');
                          return hull([[0, 0], [0, 2], [2, 2], [2, 0], [1, 1], [0, 1]]).length;
                        }""");

        assertThat(corners).isEqualTo(4);
    }
}
