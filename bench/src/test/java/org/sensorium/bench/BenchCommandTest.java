package org.sensorium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Mistakes in the command line are told before anything is started. */
class BenchCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --only speed                          | --only speed: there are ceilings,
                    --only whole1 --rates 1000            | --rates is for latency and catchup
                    --only latency --rates 1000,2000      | --rates takes one number or three
                    --only latency --rates 0              | --rates: all must be above 0
                    --only latency --rates many           | is not an int
                    --only whole1 --sensors 1000          | --sensors is for growth
                    --only growth --sensors 0,1000        | --sensors: all must be above 0
                    --only growth --sensors 1000,1000     | --sensors: they must rise
                    """)
    void aMistakeIsNamed(String line, String named) {
        StringWriter error = new StringWriter();
        int status =
                new CommandLine(new BenchCommand())
                        .setErr(new PrintWriter(error, true))
                        .execute(line.split(" "));
        assertThat(status).isEqualTo(2);
        assertThat(error.toString()).contains(named);
    }
}
