package org.viaduc.model.fhir;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;

/** JSON trees as resources hold them: numbers exact (12.50 stays 12.50), no name twice, no depth without end. */
final class Json {
    private static final int DEEPEST = 60;

    static final JsonMapper MAPPER = JsonMapper
            .builder(new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .nodeFactory(new Decimals()).build();

    private Json() {
    }

    static ObjectNode read(byte[] bytes) {
        try {
            if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
            throw new UnreadableDocument("line 1", "a document is one JSON object");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new UnreadableDocument(
                    at == null ? "JSON" : "line " + at.getLineNr() + ", column " + at.getColumnNr(),
                    "the JSON breaks off, repeats a name, or nests deeper than " + DEEPEST);
        } catch (IOException e) {
            throw new UnreadableDocument("JSON", "is not UTF-8");
        }
    }

    /** One class for all numbers, so that equal numbers are equal trees. */
    private static final class Decimals extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public NumericNode numberNode(int value) {
            return DecimalNode.valueOf(BigDecimal.valueOf(value));
        }

        @Override
        public NumericNode numberNode(long value) {
            return DecimalNode.valueOf(BigDecimal.valueOf(value));
        }

        @Override
        public ValueNode numberNode(BigInteger value) {
            return DecimalNode.valueOf(new BigDecimal(value));
        }

        @Override
        public ValueNode numberNode(BigDecimal value) {
            return DecimalNode.valueOf(value);
        }
    }
}
