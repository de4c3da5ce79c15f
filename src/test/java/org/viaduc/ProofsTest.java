package org.viaduc;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The proofs are types: sealing or delivering something that no decision filtered does not compile. */
class ProofsTest {
    @Test
    void what_was_released_can_be_sealed_and_delivered() {
        assertThat(
                faults("""
                        Object seal(ReleasedRecord released, SocialDocument beside, AttachmentStore store, Sealer sealer, Peer peer,
                                ExchangeId id) throws Exception {
                            return sealer.seal(OfferContent.of(released, beside, Optional.empty(), store), peer, id);
                        }
                        Object deliver(ReleasedRecord released, Translator translator, ExchangeId id, DepartmentLine line,
                                NodeSettings.Connector connector) {
                            return line.deliver(connector, translator.deliverable(released, "solidor", id), id);
                        }"""))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a matched record is not sealed      | Object x(MatchedRecord r, SocialDocument b, AttachmentStore s) throws Exception { return OfferContent.of(r, b, Optional.empty(), s); } | incompatible types
            a common record is not sealed       | Object x(CommonRecord r, Sealer s, Peer p, ExchangeId id) { return s.seal(r, p, id); } | no suitable method
            a matched record is not delivered   | Object x(MatchedRecord r, Translator t, ExchangeId id) { return t.deliverable(r, "solidor", id); } | incompatible types
            rows alone are not delivered        | Object x(BackTranslation b, DepartmentLine l, NodeSettings.Connector c, ExchangeId id) { return l.deliver(c, b, id); } | incompatible types
            nobody makes a released record      | Object x(CommonRecord r) { return new ReleasedRecord(r, null, null); } | not public
            nobody makes a matched record       | Object x(CommonRecord r) { return new MatchedRecord(r, null, null); } | not public
            nobody makes a deliverable record   | Object x() { return new DeliverableRecord(null, null); } | not public
            nobody makes a verified record      | Object x() { return new VerifiedRecord(null, null, null); } | not public
            nobody makes an offer's content     | Object x(Offer o) { return new OfferContent(o); } | not public
            a bundle is not received unverified | Object x(Receiving r, Offer o) { return r.receive(o); } | incompatible types
            """)
    void a_wrong_use_does_not_compile(String world, String method, String fault) {
        assertThat(faults(method)).as(world).isNotEmpty().anyMatch(each -> each.contains(fault));
    }

    private static List<String> faults(String methods) {
        var source = """
                package org.viaduc.elsewhere;
                import java.util.Optional;
                import org.viaduc.exchange.node.*;
                import org.viaduc.exchange.way.*;
                import org.viaduc.mapping.*;
                import org.viaduc.model.*;
                import org.viaduc.model.fhir.SocialDocument;
                import org.viaduc.person.MatchedRecord;
                import org.viaduc.policy.ReleasedRecord;
                import org.viaduc.trust.*;
                class Attempt {
                """ + methods + "\n}\n";
        var found = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(found, null, null)) {
            compiler.getTask(new StringWriter(), files, found, List.of("-proc:none", "-implicit:none", "-d",
                    System.getProperty("java.io.tmpdir"), "-cp", System.getProperty("java.class.path")), null,
                    List.of(new SimpleJavaFileObject(URI.create("string:///org/viaduc/elsewhere/Attempt.java"),
                            JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return source;
                        }
                    })).call();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found.getDiagnostics().stream().filter(each -> each.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(java.util.Locale.ENGLISH)).toList();
    }
}
