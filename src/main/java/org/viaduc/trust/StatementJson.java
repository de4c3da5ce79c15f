package org.viaduc.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.viaduc.journal.Checkpoint;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

/** A statement's payload; its exchange and type stand in the protected header. */
final class StatementJson {
    private static final String COMPARING = "comparing";
    private static final String COMPARED = "compared";
    private static final String GROWING = "growing";
    private static final String GROWN = "grown";

    private StatementJson() {
    }

    private record ReceiptWire(@JsonProperty(required = true) int number,
            @JsonProperty(value = "final", required = true) boolean last, String received, String state, String ledger,
            HeadWire checkpoint) {}

    private record NoticeWire(String matter, String answer, String related) {}

    private record HeadWire(String origin, @JsonProperty(required = true) long size, String root, String at,
            String signature) {
        static HeadWire of(Checkpoint head) {
            return new HeadWire(head.origin().code(), head.size(), head.rootHash().hex(), head.instant().toString(),
                    head.signature());
        }

        Checkpoint checkpoint() {
            return new Checkpoint(new Department(given(origin)), size, new Digest(given(root)),
                    Instant.parse(given(at)), given(signature));
        }
    }

    /** A head, or what is compared beside it. */
    private record CheckpointWire(String origin, Long size, String root, String at, String signature, String matter,
            List<LineWire> lines, List<Long> sizes, List<List<String>> paths, List<HeadWire> heads) {
        static CheckpointWire of(Statement.Comparison said) {
            return of(said.checkpoint(), said.isAnswer() ? COMPARED : COMPARING,
                    said.lines().stream().map(LineWire::of).toList(), null, null, null);
        }

        static CheckpointWire of(Statement.Growth said) {
            return of(said.checkpoint(), said.isAnswer() ? GROWN : GROWING, null, said.sizes(),
                    said.paths().stream().map(path -> path.stream().map(Digest::hex).toList()).toList(),
                    said.heads().stream().map(HeadWire::of).toList());
        }

        private static CheckpointWire of(Optional<Checkpoint> head, String matter, List<LineWire> lines,
                List<Long> sizes, List<List<String>> paths, List<HeadWire> heads) {
            return new CheckpointWire(head.map(each -> each.origin().code()).orElse(null),
                    head.map(Checkpoint::size).orElse(null), head.map(each -> each.rootHash().hex()).orElse(null),
                    head.map(each -> each.instant().toString()).orElse(null),
                    head.map(Checkpoint::signature).orElse(null), matter, lines, sizes, paths, heads);
        }

        Statement statement(MessageHeader header) {
            if (GROWING.equals(matter) || GROWN.equals(matter)) {
                return grown(header);
            }
            if (sizes != null || paths != null || heads != null) {
                throw new IllegalArgumentException("a checkpoint's matter is not one of the few words");
            }
            if (matter == null && lines == null) {
                return new Statement.Head(header.exchange(), head().checkpoint());
            }
            if (lines == null || !COMPARING.equals(matter) && !COMPARED.equals(matter)) {
                throw new IllegalArgumentException("a checkpoint's matter is not one of the few words");
            }
            return new Statement.Comparison(header.exchange(), matter.equals(COMPARED),
                    lines.stream().map(LineWire::line).toList(),
                    origin == null ? Optional.empty() : Optional.of(head().checkpoint()));
        }

        private Statement grown(MessageHeader header) {
            if (lines != null || sizes == null || paths == null || heads == null || sizes.contains(null)) {
                throw new IllegalArgumentException("a statement leaves nothing out");
            }
            return new Statement.Growth(header.exchange(), matter.equals(GROWN), sizes,
                    paths.stream().map(path -> path.stream().map(each -> new Digest(given(each))).toList()).toList(),
                    origin == null ? Optional.empty() : Optional.of(head().checkpoint()),
                    heads.stream().map(HeadWire::checkpoint).toList());
        }

        private HeadWire head() {
            if (size == null) {
                throw new IllegalArgumentException("a statement leaves nothing out");
            }
            return new HeadWire(origin, size, root, at, signature);
        }
    }

    private record LineWire(String exchange, String part, String state, String received, String ledger,
            String senderLedger, Boolean owner) {
        static LineWire of(Statement.Line line) {
            return new LineWire(line.exchange().toString(), line.part().word(),
                    line.state().map(ReceiptState::word).orElse(null), line.received().map(Digest::hex).orElse(null),
                    line.ledger().map(Digest::hex).orElse(null), line.senderLedger().map(Digest::hex).orElse(null),
                    line.isOwner().orElse(null));
        }

        Statement.Line line() {
            return new Statement.Line(ExchangeId.of(given(exchange)), Statement.Line.Part.of(given(part)),
                    Optional.ofNullable(state).map(word -> ReceiptState.of(word).orElseThrow(
                            () -> new IllegalArgumentException("a line's state is not one of the few words"))),
                    Optional.ofNullable(received).map(Digest::new), Optional.ofNullable(ledger).map(Digest::new),
                    Optional.ofNullable(senderLedger).map(Digest::new), Optional.ofNullable(owner));
        }
    }

    static byte[] write(Statement statement) {
        return Wire.write(switch (statement) {
            case Statement.Receipt receipt -> new ReceiptWire(receipt.number(), receipt.isFinal(),
                    receipt.received().hex(), receipt.state().word(), receipt.ledger().map(Digest::hex).orElse(null),
                    receipt.checkpoint().map(HeadWire::of).orElse(null));
            case Statement.Notice notice -> new NoticeWire(notice.matter(), notice.answer().orElse(null),
                    notice.related().map(ExchangeId::toString).orElse(null));
            case Statement.Head head -> HeadWire.of(head.checkpoint());
            case Statement.Comparison said -> CheckpointWire.of(said);
            case Statement.Growth said -> CheckpointWire.of(said);
        });
    }

    /** @throws IllegalArgumentException when it is not in the agreed form */
    static Statement read(MessageHeader header, byte[] payload) {
        return switch (header.type()) {
            case RECEIPT -> {
                var wire = Wire.read(payload, ReceiptWire.class, "a receipt");
                var state = ReceiptState.of(given(wire.state))
                        .orElseThrow(
                                () -> new IllegalArgumentException("a receipt's state is not one of the few words"));
                yield new Statement.Receipt(header.exchange(), wire.number, wire.last, new Digest(given(wire.received)),
                        state, Optional.ofNullable(wire.ledger).map(Digest::new),
                        Optional.ofNullable(wire.checkpoint).map(HeadWire::checkpoint));
            }
            case WITHDRAWAL, RECALL, RECTIFICATION, HAND_OVER -> {
                var wire = Wire.read(payload, NoticeWire.class, "a notice");
                yield new Statement.Notice(header.exchange(), header.type(), given(wire.matter),
                        Optional.ofNullable(wire.answer), Optional.ofNullable(wire.related).map(ExchangeId::of));
            }
            case CHECKPOINT -> Wire.read(payload, CheckpointWire.class, "a checkpoint").statement(header);
            case OFFER, REQUEST ->
                throw new IllegalArgumentException("a " + header.type() + " is sealed");
        };
    }

    private static String given(String value) {
        if (value == null) {
            throw new IllegalArgumentException("a statement leaves nothing out");
        }
        return value;
    }
}
