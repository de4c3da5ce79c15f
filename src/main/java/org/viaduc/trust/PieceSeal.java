package org.viaduc.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.fhir.SocialDocument;

/**
 * The origin's signature on the pieces that it lets go, in the {@code Provenance} of its decision: it stays with them after the
 * envelope is gone. The Provenance then names every piece as its target, and the exchange under which both journals tell of it.
 *
 * <p>
 * {@code signature.data} is an ES256 JWS in compact form (RFC 7515) over the digest of each piece by its id: of its kind, and of
 * its elements but {@code resourceType}, {@code id} and {@code meta} as JSON with sorted keys. Who holds fewer of the pieces can
 * still verify those.
 */
public final class PieceSeal {
    private static final JOSEObjectType TYPE = new JOSEObjectType("viaduc+pieces");
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private static final String EXCHANGE = "urn:viaduc:exchange";
    private static final String DECISION = "decision";
    private static final FieldPath ID = FieldPath.of("id");
    private static final FieldPath DATA = FieldPath.of("signature[0].data");
    private static final FieldPath EXCHANGES = FieldPath.of("entity(role=derivation).what.identifier.value");
    private static final List<String> NOT_BODY = List.of("resourceType", "id", "meta");

    private PieceSeal() {
    }

    /** What a signature on pieces is worth. */
    public enum Standing {
        /** There is none. */
        UNSIGNED,
        /** Every piece is what the origin signed, for this exchange. */
        STANDS,
        /** A piece, or the signature, is not what the origin signed. */
        BROKEN
    }

    static SocialDocument sign(SocialDocument document, ExchangeId exchange, OwnKey key, Department own, Instant now) {
        var signed = new ArrayList<Resource>();
        for (var each : document.provenance()) {
            signed.add(isDecision(each) ? signed(each, document.record().pieces(), exchange, key, own, now) : each);
        }
        return new SocialDocument(document.head(), document.record(), document.question(), document.facts(),
                document.obligations(), signed);
    }

    private static Resource signed(Resource provenance, List<Piece> pieces, ExchangeId exchange, OwnKey key,
            Department own, Instant now) {
        var when = now.truncatedTo(ChronoUnit.SECONDS).toString();
        var tree = provenance.copy();
        tree.remove("target");
        var builder = Resource.a("Provenance", tree).set("target[0].reference", "Composition/composition");
        for (var i = 0; i < pieces.size(); i++) {
            builder.set("target[" + (i + 1) + "].reference",
                    pieces.get(i).resource().type() + "/" + pieces.get(i).id());
        }
        var at = tree.path("entity").size();
        return builder.set("entity[" + at + "].role", "derivation")
                .set("entity[" + at + "].what.identifier.system", EXCHANGE)
                .set("entity[" + at + "].what.identifier.value", exchange.toString())
                .set("signature[0].type[0].system", "urn:iso-astm:E1762-95:2013")
                .set("signature[0].type[0].code", "1.2.840.10065.1.12.1.14")
                .set("signature[0].when", when)
                .set("signature[0].who.identifier.system", "urn:viaduc:department")
                .set("signature[0].who.identifier.value", own.code())
                .set("signature[0].targetFormat", "application/fhir+json")
                .set("signature[0].sigFormat", "application/jose")
                .set("signature[0].data", Base64.getEncoder().encodeToString(
                        jws(payload(pieces, exchange), key).getBytes(StandardCharsets.US_ASCII)))
                .build();
    }

    private static boolean isDecision(Resource provenance) {
        return provenance.text(ID).filter(DECISION::equals).isPresent();
    }

    private static String jws(byte[] payload, OwnKey key) {
        try {
            var jws = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.id()).build(),
                    new Payload(payload));
            jws.sign(new ECDSASigner(key.jwk()));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new BrokenCrypto("sign pieces", e);
        }
    }

    private static byte[] payload(List<Piece> pieces, ExchangeId exchange) {
        try {
            return SORTED.writeValueAsBytes(new TreeMap<>(
                    Map.of("version", 1, "exchange", exchange.toString(), "pieces", digests(pieces))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("digests cannot be written as JSON", e);
        }
    }

    private static TreeMap<String, String> digests(List<Piece> pieces) {
        var digests = new TreeMap<String, String>();
        pieces.forEach(piece -> digests.put(piece.id(), digest(piece).hex()));
        return digests;
    }

    private static Digest digest(Piece piece) {
        try {
            var body = piece.resource().copy().without(NOT_BODY);
            return Digest.of(List.of(piece.kind().code(),
                    SORTED.writeValueAsString(SORTED.treeToValue(body, Object.class))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a piece cannot be written as JSON", e);
        }
    }

    /** Whether the pieces of a document are those that their origin signed for this exchange. */
    public static Standing check(SocialDocument document, ExchangeId exchange, Peer origin) {
        var provenance = document.provenance().stream().filter(PieceSeal::isDecision).findFirst();
        var data = provenance.flatMap(each -> each.text(DATA));
        if (data.isEmpty()) {
            return Standing.UNSIGNED;
        }
        return stands(data.get(), document.record().pieces(), exchange, origin)
                && provenance.get().texts(EXCHANGES).contains(exchange.toString()) ? Standing.STANDS : Standing.BROKEN;
    }

    private static boolean stands(String data, List<Piece> pieces, ExchangeId exchange, Peer origin) {
        try {
            var jws = JWSObject.parse(new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII));
            var header = jws.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !TYPE.equals(header.getType())) {
                return false;
            }
            var key = Optional.ofNullable(header.getKeyID()).flatMap(origin::signingKey);
            if (key.isEmpty() || !jws.verify(new ECDSAVerifier(key.get().jwk()))) {
                return false;
            }
            var told = SORTED.readTree(jws.getPayload().toBytes());
            return told.path("version").asInt() == 1 && told.path("exchange").asText().equals(exchange.toString())
                    && pieces.stream().allMatch(piece -> told.path("pieces").path(piece.id()).asText()
                            .equals(digest(piece).hex()));
        } catch (ParseException | JOSEException | IllegalArgumentException | IOException notSigned) {
            return false;
        }
    }
}
