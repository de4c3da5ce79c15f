package org.viaduc.trust;

import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/** The protected headers of our two wrappings, both ways. A name that is not ours is refused, and so is one missing. */
final class ProtectedHeader {
    static final JOSEObjectType SIGNED = new JOSEObjectType("viaduc+jws");
    static final JOSEObjectType SEALED = new JOSEObjectType("viaduc+jwe");
    private static final Set<String> OF_SIGNED = Set.of("alg", "kid", "typ", "msg", "xid", "from", "to", "iat", "jti");
    private static final Set<String> OF_SEALED = Set.of("alg", "enc", "kid", "typ", "cty", "epk");
    private static final Set<String> OF_EPHEMERAL_KEY = Set.of("kty", "crv", "x", "y");

    private ProtectedHeader() {
    }

    static JWSHeader write(MessageHeader header) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(SIGNED).keyID(header.key())
                .customParam("msg", header.type().word()).customParam("xid", header.exchange().toString())
                .customParam("from", header.from().code()).customParam("to", header.to().code())
                .customParam("iat", header.at().getEpochSecond()).customParam("jti", header.id().toString()).build();
    }

    /** Checks form and algorithm of a signed message's header; nothing in it is proved yet. */
    static MessageHeader signed(Base64URL encoded) throws RefusedMessage {
        var json = json(encoded);
        if (!"ES256".equals(json.get("alg"))) {
            throw new RefusedMessage(Refusal.ALGORITHM, "a signature is ES256");
        }
        only(json, OF_SIGNED);
        if (!SIGNED.getType().equals(json.get("typ"))) {
            throw new RefusedMessage(Refusal.MALFORMED, "a signed message has the type " + SIGNED);
        }
        var type = MessageType.of(text(json, "msg"))
                .orElseThrow(() -> new RefusedMessage(Refusal.UNKNOWN_MESSAGE,
                        "the message type is not in the closed list"));
        try {
            return new MessageHeader(type, ExchangeId.of(text(json, "xid")), new Department(text(json, "from")),
                    new Department(text(json, "to")), Instant.ofEpochSecond(number(json, "iat")),
                    UUID.fromString(text(json, "jti")), text(json, "kid"));
        } catch (IllegalArgumentException e) {
            throw new RefusedMessage(Refusal.MALFORMED, "the header's ids or departments are not in their form");
        }
    }

    /** Checks form and algorithms of a sealed message's header. @return the id of the key that it is sealed to */
    static String sealed(Base64URL encoded) throws RefusedMessage {
        var json = json(encoded);
        if (!"ECDH-ES+A256KW".equals(json.get("alg")) || !"A256GCM".equals(json.get("enc"))) {
            throw new RefusedMessage(Refusal.ALGORITHM, "a seal is ECDH-ES+A256KW with A256GCM");
        }
        only(json, OF_SEALED);
        if (!SEALED.getType().equals(json.get("typ")) || !SIGNED.getType().equals(json.get("cty"))) {
            throw new RefusedMessage(Refusal.MALFORMED, "an envelope has the type " + SEALED + " and holds " + SIGNED);
        }
        if (!(json.get("epk") instanceof Map<?, ?> ephemeral) || !"P-256".equals(ephemeral.get("crv"))
                || !OF_EPHEMERAL_KEY.equals(ephemeral.keySet())) {
            throw new RefusedMessage(Refusal.ALGORITHM, "the ephemeral key of a seal is on P-256");
        }
        return text(json, "kid");
    }

    private static Map<String, Object> json(Base64URL encoded) throws RefusedMessage {
        try {
            return JSONObjectUtils.parse(encoded.decodeToString());
        } catch (ParseException e) {
            throw new RefusedMessage(Refusal.MALFORMED, "the protected header is no JSON object");
        }
    }

    private static void only(Map<String, Object> json, Set<String> known) throws RefusedMessage {
        if (!known.equals(json.keySet())) {
            throw new RefusedMessage(Refusal.MALFORMED, "the protected header has exactly the names that were agreed");
        }
    }

    private static String text(Map<String, Object> json, String name) throws RefusedMessage {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new RefusedMessage(Refusal.MALFORMED, "`" + name + "` of the protected header is a text");
    }

    private static long number(Map<String, Object> json, String name) throws RefusedMessage {
        if (json.get(name) instanceof Long number && number > 0 && number < Integer.MAX_VALUE * 8L) {
            return number;
        }
        throw new RefusedMessage(Refusal.MALFORMED, "`" + name + "` of the protected header is a number of seconds");
    }
}
