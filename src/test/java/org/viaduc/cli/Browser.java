package org.viaduc.cli;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A browser without a screen: cookies, redirects and forms. It believes every certificate, as an impatient user does. */
final class Browser {
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<(?:input|button)\\b[^>]*>", Pattern.DOTALL);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http;

    Browser() {
        this.http = HttpClient.newBuilder().sslContext(believing()).cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL).version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5)).build();
    }

    /** What a call has come to, after all redirects. */
    record Page(int status, URI at, HttpResponse<String> answer) {
        String text() {
            return answer.body();
        }

        Optional<String> header(String name) {
            return answer.headers().firstValue(name);
        }

        /** Where the first form goes whose text fits. */
        String form(String fitting) {
            return FORM.matcher(text()).results().map(found -> found.group())
                    .filter(form -> Pattern.compile(fitting).matcher(form).find()).findFirst()
                    .orElseThrow(() -> new AssertionError("no form with `" + fitting + "` at " + this));
        }

        /** The value of a hidden field. @param fitting chooses the form by its text */
        String hidden(String fitting, String name) {
            return INPUT.matcher(form(fitting)).results().map(found -> found.group())
                    .filter(input -> attribute(input, "name").filter(name::equals).isPresent())
                    .flatMap(input -> attribute(input, "value").stream()).findFirst().orElseThrow();
        }

        @Override
        public String toString() {
            return status + " " + at + "\n" + text();
        }
    }

    Page get(URI address) {
        return send(HttpRequest.newBuilder(address).header("Accept", "text/html,*/*").GET());
    }

    /** Fills in a form of a page and sends it. @param fitting chooses the form by its text */
    Page submit(Page page, String fitting, Map<String, String> values) {
        var form = page.form(fitting);
        var all = new LinkedHashMap<String, String>();
        INPUT.matcher(form).results().map(found -> found.group()).filter(input -> attribute(input, "name").isPresent())
                .filter(input -> List.of("hidden", "").contains(attribute(input, "type").orElse("")))
                .forEach(input -> all.put(attribute(input, "name").get(), attribute(input, "value").orElse("")));
        all.putAll(values);
        return post(page.at().resolve(attribute(form, "action").orElse("")), all);
    }

    Page post(URI address, Map<String, String> values) {
        return send(HttpRequest.newBuilder(address).header("Accept", "text/html,*/*")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(values))));
    }

    Page send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Page(answer.statusCode(), answer.uri(), answer);
        } catch (IOException e) {
            throw new AssertionError("the call failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Optional<HttpCookie> cookie(String prefix) {
        return cookies.getCookieStore().getCookies().stream().filter(each -> each.getName().startsWith(prefix))
                .findFirst();
    }

    static String encoded(Map<String, String> values) {
        return values.entrySet().stream().map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    /** The value of an attribute of the first tag. */
    static Optional<String> attribute(String tag, String name) {
        var found = Pattern.compile("^<[^>]*?\\s" + name + "\\s*=\\s*\"([^\"]*)\"").matcher(tag);
        return found.find() ? Optional.of(found.group(1).replace("&amp;", "&")) : Optional.empty();
    }

    private static SSLContext believing() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new Everything()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Everything extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
