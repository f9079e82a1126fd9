package org.sensorium.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's Chromium, driven by Playwright. Where there is none tests are skipped and say so; in
 * CI they fail.
 */
final class Chromium implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 30_000;

    private static final List<String> ARGUMENTS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /** What went wrong in pages: scripts that threw, and what the page's policy kept out. */
    final List<String> errors = new ArrayList<>();

    private final Playwright playwright;
    private final Browser browser;

    /** How somebody looks at the page. */
    enum Screen {
        PHONE(390, 844),
        DESKTOP(1440, 900);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /**
     * @param more arguments besides those that every test needs
     */
    Chromium(String... more) {
        Optional<Path> program =
                Stream.of(
                                "/usr/bin/chromium",
                                "/usr/bin/chromium-browser",
                                "/usr/bin/google-chrome")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst();
        if (program.isEmpty() && System.getenv("CI") == null) {
            Assumptions.abort(
                    "the page's tests need Chromium: install it with apt-get install chromium");
        }
        // Machines that run tests are busy: what has to come may come late.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program.orElseThrow())
                                        .setArgs(
                                                Stream.concat(ARGUMENTS.stream(), Stream.of(more))
                                                        .toList()));
    }

    /** A tab of a browser that knows nothing yet. */
    Page open(String address, Screen screen, String language, ColorScheme scheme) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(address)
                                .setViewportSize(screen.width, screen.height)
                                .setLocale(language)
                                .setColorScheme(scheme)
                                .setGeolocation(22.5, 114.05)
                                .setPermissions(List.of("geolocation", "camera")));
        Page page = context.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(
                message -> {
                    if (message.text().contains("Content Security Policy")) {
                        errors.add(message.text());
                    }
                });
        page.navigate("/");
        return page;
    }

    /** Fills in the form and sends it. */
    static void signIn(Page page, String user, String password) {
        page.locator("input[name=user]").fill(user);
        page.locator("input[name=password]").fill(password);
        page.locator("button.primary").click();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
