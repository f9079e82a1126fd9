package org.sensorium.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class PictureTest {
    @Test
    void everyPointIsDrawnAndEveryTextIsXml() throws Exception {
        Curve curve = new Curve("a < b & c", "sensors", "ms", true);
        curve.add("p50", 1_000, 3);
        curve.add("p50", 1_000_000, 7);
        curve.add("p99", 1_000, 20);

        Document svg = parsed(Picture.of(curve));

        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("a < b & c");
    }

    @Test
    void equalFactorsTakeEqualRoomOnALogarithmicAxis() throws Exception {
        Curve curve = new Curve("growth", "sensors", "ms", true);
        curve.add("p50", 1_000, 1);
        curve.add("p50", 10_000, 1);
        curve.add("p50", 100_000, 1);

        Document svg = parsed(Picture.of(curve));

        assertThat(x(svg, 1) - x(svg, 0)).isEqualTo(x(svg, 2) - x(svg, 1));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.5", "1, 1", "1.1, 2", "2.2, 2.5", "70, 100", "1234, 2000"})
    void anAxisEndsAtARoundNumber(double value, double end) {
        assertThat(Picture.roundUp(value)).isEqualTo(end);
    }

    @Test
    void nothingCannotBeDrawn() {
        assertThatThrownBy(() -> Picture.of(new Curve("empty", "x", "y", false)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double x(Document svg, int circle) {
        return Double.parseDouble(
                svg.getElementsByTagName("circle")
                        .item(circle)
                        .getAttributes()
                        .getNamedItem("cx")
                        .getTextContent());
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
