package org.viaduc.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.Reception;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.AttachmentStore;
import org.viaduc.trust.Envelope;
import org.viaduc.trust.Multipart;
import org.viaduc.trust.Opener;
import org.viaduc.trust.Peer;
import org.viaduc.trust.TlsMaterial;

/** The door between nodes: HTTPS with mutual TLS, one path, sealed or signed messages both ways. */
public final class PeerDoor implements PeerLine {
    private static final Logger LOG = LoggerFactory.getLogger(PeerDoor.class);
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final ProducerTemplate camel;
    private final Opener opener;
    private final AttachmentStore attachments;
    private final TlsMaterial tls;
    private final java.util.function.Supplier<Reception> reception;

    PeerDoor(ProducerTemplate camel, Opener opener, AttachmentStore attachments, TlsMaterial tls,
            java.util.function.Supplier<Reception> reception) {
        this.camel = camel;
        this.opener = opener;
        this.attachments = attachments;
        this.tls = tls;
        this.reception = reception;
    }

    /** Takes one message from the wire and answers it on the same connection. */
    public void receive(Exchange exchange) throws IOException {
        var request = exchange.getMessage(PlatformHttpMessage.class).getRequest();
        var from = connected(request);
        var answer = exchange.getMessage();
        answer.removeHeaders("*");
        if (from.isEmpty()) {
            refuse(exchange, 403, "unknown-peer");
            return;
        }
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            var contentType = Optional.ofNullable(request.getContentType()).orElse("");
            var opening = opener.open(body, contentType, from.get(), attachments);
            switch (reception.get().take(opening, from.get())) {
                case Reception.Answer.Receipt(var bytes) -> {
                    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
                    answer.setHeader(Exchange.CONTENT_TYPE, Envelope.MEDIA_TYPE);
                    answer.setBody(bytes);
                }
                case Reception.Answer.Nothing nothing -> {
                    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
                    answer.setBody(null);
                }
                case Reception.Answer.Disbelief(var reason) -> refuse(exchange, 403, reason);
            }
        }
    }

    private Optional<Department> connected(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? tls.peerOf(chain[0])
                : Optional.empty();
    }

    private static void refuse(Exchange exchange, int status, String reason) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/problem+json");
        exchange.getMessage().setBody(("{\"title\":\"Message refusé / Message refused\",\"status\":" + status
                + ",\"reason\":\"" + reason + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Answer carry(Peer peer, Envelope envelope, ExchangeId id) {
        var contentType = Multipart.contentType(envelope, id);
        Object body = envelope.attachments().isEmpty()
                ? envelope.bytes()
                : new EntityTemplate(-1, ContentType.parse(contentType), null,
                        out -> Multipart.write(out, envelope, id, attachments));
        return answer(peer, post(peer, contentType, body));
    }

    @Override
    public Answer carry(Peer peer, byte[] statement) {
        return answer(peer, post(peer, Envelope.MEDIA_TYPE, statement));
    }

    private Exchange post(Peer peer, String contentType, Object body) {
        var answered = camel.send("direct:peer-send", exchange -> {
            exchange.getMessage().setHeader("ViaducAddress", peer.url().toString());
            exchange.getMessage().setHeader("ViaducPeer", peer.department().code());
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, contentType);
            exchange.getMessage().setBody(body);
        });
        if (answered.getException() != null) {
            LOG.atInfo().addKeyValue("peer", peer.department()).log("could not be reached, or not be understood: {}",
                    answered.getException().getClass().getSimpleName());
            throw new LineBroken("node " + peer.department() + (isTooLong(answered.getException())
                    ? " answers with more than an answer may hold"
                    : " could not be reached"), answered.getException());
        }
        return answered;
    }

    private static boolean isTooLong(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(BoundedAnswer.TooLong.class::isInstance);
    }

    private Answer answer(Peer peer, Exchange answered) {
        var message = answered.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        var body = message.getBody(byte[].class);
        return switch (status) {
            case 200 -> new Answer.Message(opener.open(body, peer.department()));
            case 204 -> new Answer.Silence();
            case 400, 403, 413, 415 -> new Answer.Disbelief(reason(body));
            default -> throw new LineBroken("node " + peer.department() + " answers " + status, null);
        };
    }

    /** The peer's one word, if it is one. */
    private static String reason(byte[] problem) {
        var text = problem == null ? "" : new String(problem, StandardCharsets.UTF_8);
        var matcher = java.util.regex.Pattern.compile("\"reason\":\"([a-z-]{1,40})\"").matcher(text);
        return matcher.find() ? matcher.group(1) : "unexplained";
    }
}
