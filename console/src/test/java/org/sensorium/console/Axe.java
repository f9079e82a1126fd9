package org.sensorium.console;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe has to complain of in a page as it is shown now. */
final class Axe {
    private static final String RUN =
            "axe.run().then(r => r.violations.map(v => v.id + ': '"
                    + " + v.nodes.map(n => n.html.slice(0, 150) + ' '"
                    + " + n.any.map(a => a.message).join('; ')).join(' | ')))";

    private Axe() {}

    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) throws IOException {
        try (InputStream axe = Axe.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(
                    new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) page.evaluate(RUN);
    }
}
