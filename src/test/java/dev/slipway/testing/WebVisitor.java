package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser sends and is sent, without the browser: it keeps the session's cookie and goes nowhere by itself. */
public final class WebVisitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private static final String COOKIE = "SLIPWAY";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private String cookie = "";
    private String agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    public WebVisitor(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** An answer to a page's request, however it ended. */
    public record Page(int status, String text, HttpResponse<String> answer) {
        /** Where it sends the browser, as a path of ours; else whole. */
        public String sentTo() {
            String to = header("location").orElse("");
            URI asked = answer.request().uri();
            String own = asked.getScheme() + "://" + asked.getAuthority();
            return to.startsWith(own + "/") ? to.substring(own.length()) : to;
        }

        public Optional<String> header(String name) {
            return answer.headers().firstValue(name);
        }
    }

    public WebVisitor calledItself(String userAgent) {
        agent = userAgent;
        return this;
    }

    /** The session's cookie, empty if there is none yet. */
    public String cookie() {
        return cookie;
    }

    /** As if somebody had planted it. */
    public void carry(String value) {
        cookie = value;
    }

    public Page get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Page post(String path, Map<String, String> form, String... headers) {
        String body = form.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The token that a page of ours carries for its forms. */
    public String csrf(String path) {
        var page = get(path);
        var csrf = CSRF.matcher(page.text());
        if (!csrf.find()) {
            throw new AssertionError("no CSRF token in " + page);
        }
        return csrf.group(1);
    }

    /** Fills in the form of the sign-in. */
    public Page signIn(String name, String password) {
        return submit("/login", Map.of("username", name, "password", password));
    }

    /** A form of the sign-in's, with the token of its page. */
    public Page submit(String path, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("_csrf", csrf(path));
        return post(path, form);
    }

    /** Whether the screens let it in: else they send it to sign in. */
    public boolean isSignedIn() {
        return get("/").status() == 200;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("User-Agent", agent)
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (!cookie.isEmpty()) {
            request.header("Cookie", COOKIE + "=" + cookie);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("set-cookie").stream()
                    .filter(c -> c.startsWith(COOKIE + "="))
                    .forEach(c -> cookie = c.substring(COOKIE.length() + 1).replaceFirst(";.*", ""));
            return new Page(answer.statusCode(), answer.body(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
