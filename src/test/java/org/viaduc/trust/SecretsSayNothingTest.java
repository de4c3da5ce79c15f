package org.viaduc.trust;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Confidentiality;
import org.viaduc.model.Content;
import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.fhir.Documents;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsSayNothingTest {
    private final Nodes nodes = new Nodes();

    @Test
    void nothing_that_holds_a_secret_or_content_prints_it() throws IOException {
        var bytes = "SECRET".getBytes();
        var record = new CommonRecord(List.of(Documents.anIdentity(),
                new Piece("d", Kind.DOCUMENT, Resource.a("DocumentReference").build(), Confidentiality.N, Set.of(),
                        List.of(new Attachment("a", "application/pdf", bytes.length, Digest.of(bytes),
                                Content.of(bytes))))));
        var content = nodes.content(record);
        var entry = content.offer().manifest().entries().getFirst();
        var kept = nodes.sealer().keep(Nodes.EXCHANGE, bytes);
        var opened = nodes.opened(nodes.anEnvelope());

        var printed = Stream.of(nodes.here, nodes.sealer(), content, content.offer(), content.offer().manifest(), entry,
                entry.key(), kept, opened, nodes.anEnvelope(), nodes.here.signingKey(), nodes.toThere(),
                content.offer().document(), ((VerifiedRecord) opened).offer(), nodes.ours.content(entry))
                .map(String::valueOf);

        assertThat(printed).allSatisfy(text -> assertThat(text).hasSizeLessThan(70).doesNotContain("Exemple", "SECRET",
                nodes.here.signingKey().jwk().getD().toString()));
    }
}
