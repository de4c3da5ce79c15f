package org.viaduc.connectors.soap;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import org.viaduc.exchange.node.NodeSettings.Connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Somebody between a node and a service: what was said once is said again, and what is answered is changed. */
class ReplayTest {
    private static final ServiceKeys CALLER = ServiceKeys.rsa("viaduc");
    private static final String CALL = "<LireDossier xmlns='urn:gabare:mdph:v2'><numero>47-1</numero></LireDossier>";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Passes calls on, keeps them, and may change answers. */
    private static final class Between implements AutoCloseable {
        private final HttpServer server;
        private final URI to;
        private final List<Said> said = new CopyOnWriteArrayList<>();
        private volatile boolean isRepeating;
        private volatile boolean isChanging;

        private record Said(String type, byte[] body) {}

        Between(String to) throws IOException {
            this.to = URI.create(to);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::pass);
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/dossiers";
        }

        private void pass(HttpExchange call) throws IOException {
            try (call; InputStream in = call.getRequestBody()) {
                said.add(new Said(call.getRequestHeaders().getFirst("Content-Type"), in.readAllBytes()));
                var saying = isRepeating ? said.getFirst() : said.getLast();
                var answer = HTTP.send(HttpRequest.newBuilder(to).header("Content-Type", saying.type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(saying.body)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                var body = answer.body();
                if (isChanging) {
                    body[body.length - 400] ^= 1;
                }
                call.getResponseHeaders().set("Content-Type", answer.headers().firstValue("Content-Type").orElse(""));
                call.sendResponseHeaders(answer.statusCode(), body.length);
                call.getResponseBody().write(body);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private interface Calls {
        void on(PlayedGabare gabare, Between between, Runnable call) throws Exception;
    }

    private static void calling(Calls calls) throws Exception {
        var login = new ServiceLogin("viaduc", "très-secret", CALLER.certificate());
        try (var gabare = new PlayedGabare().open(login, login);
                var between = new Between(gabare.address());
                var camel = new DefaultCamelContext()) {
            gabare.changed("47-1",
                    "<dossierMdph numero='47-1'><piece><contenu>{{60000}}</contenu></piece></dossierMdph>");
            var values = new TreeMap<>(ServiceLogin.settings(login, "", CALLER, gabare.service));
            values.put("address", between.address());
            SoapLogin.of(new Connector("guichet", "gabare", true, true, true, values))
                    .forEach(camel.getRegistry()::bind);
            camel.getRegistry().bind(SoapHeaders.NAME, new SoapHeaders());
            camel.start();
            try (var producer = camel.createProducerTemplate()) {
                calls.on(gabare, between, () -> producer.requestBodyAndHeaders("cxf:" + between.address()
                        + "?wsdlURL=classpath:wsdl/gabare.wsdl&serviceName={urn:gabare:mdph:v2}DossierService"
                        + "&dataFormat=PAYLOAD&headerFilterStrategy=#soapHeaders&cxfConfigurer=#soapLogin-guichet",
                        CALL,
                        Map.of("operationName", "LireDossier")));
            }
        }
    }

    @Test
    void a_request_that_is_repeated_by_somebody_is_refused_by_the_service_and_said_clearly() throws Exception {
        calling((gabare, between, call) -> {
            call.run();
            between.isRepeating = true;

            assertThatThrownBy(call::run).satisfies(failure -> {
                assertThat(SoapFaults.security(failure)).get().asString().contains("the service does not accept");
                assertThat(SoapFaults.refusal(failure)).isEmpty();
            });
            assertThat(gabare.asked()).hasSize(1);
        });
    }

    @Test
    void a_document_beside_an_answer_is_signed_with_it_and_one_that_was_changed_is_not_believed() throws Exception {
        calling((gabare, between, call) -> {
            call.run();
            between.isChanging = true;

            assertThatThrownBy(call::run).satisfies(failure -> assertThat(SoapFaults.security(failure)).get().asString()
                    .contains("is not believed", "what it signs was changed"));
        });
    }
}
