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
    private String token = "";

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
        visit.see(URI.create("/"));
        visit.post(URI.create("/login"), "user=" + user.login() + "&person=" + self.value());
        return visit;
    }

    /** The page, and the token of its forms for those that are posted next. @throws IOException when it has no form */
    void see(URI path) throws IOException {
        var found = TOKEN.matcher(get(path));
        if (!found.find()) {
            throw new IOException(path + " has no form");
        }
        token = URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
    }

    /** What the form's answer shows. @param fields as {@code peer=D44&rule=R-ASE-IP} */
    String post(URI path, String fields) throws IOException {
        return send(HttpRequest.newBuilder(node.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token + "&" + fields)));
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
