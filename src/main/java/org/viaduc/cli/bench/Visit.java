package org.viaduc.cli.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.viaduc.cli.NodeClient;
import org.viaduc.cli.demo.Federation;
import org.viaduc.person.Pseudonym;
import org.viaduc.web.login.InventedUser;

/** Somebody who looks at a node's pages, as a browser does: over HTTPS, with a session. */
final class Visit {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern NAVIGATION = Pattern.compile("<nav\\b.*?</nav>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("href=\"(/[a-z/-]*)\"");

    private final URI node;
    private final HttpClient http;

    private Visit(URI node, HttpClient http) {
        this.node = node;
        this.http = http;
    }

    /** @param self whom a person is, where the user is one */
    static Visit login(Federation.Site site, InventedUser user, Pseudonym self) throws IOException {
        var http = HttpClient.newBuilder().sslContext(NodeClient.trusting(site.certificate()))
                .cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
        var visit = new Visit(site.address(), http);
        var token = TOKEN.matcher(visit.get(URI.create("/")));
        if (!token.find()) {
            throw new IOException("the login page has no form");
        }
        var form = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) + "&user=" + user.login()
                + "&person=" + self.value();
        visit.send(HttpRequest.newBuilder(site.address().resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return visit;
    }

    /** Where the navigation of the first page leads. */
    List<String> navigation() throws IOException {
        return NAVIGATION.matcher(get(URI.create("/"))).results()
                .flatMap(nav -> LINK.matcher(nav.group()).results().map(link -> link.group(1))).distinct().toList();
    }

    /** The page. @throws IOException when the node does not show it */
    String get(URI path) throws IOException {
        return send(HttpRequest.newBuilder(node.resolve(path)).GET());
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = http.send(request.header("Accept", "text/html").timeout(Duration.ofSeconds(60)).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.uri().getPath() + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a page was read", e);
        }
    }
}
