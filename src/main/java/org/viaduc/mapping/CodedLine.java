package org.viaduc.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.FieldPath;

/** A local word that stands for a common code. A word that its table does not know is kept and never blocks. */
abstract class CodedLine extends FieldLine {
    final CodeTable table;

    CodedLine(int local, FieldPath path, CodeTable table) {
        super(local, path);
        this.table = table;
    }

    /** Puts the local word of a common code; what this system has no word for is kept as text or dropped. */
    void putWordOf(String code, String said, List<String> leaves, Back back) {
        var line = table.local(code, back.day);
        if (line.isEmpty()) {
            back.unsaid(leaves, local, said, "unknown-code");
        } else {
            var whole = back.put(local, line.get().local()) && !table.isCoarseBack(line.get(), code, back.day);
            back.count(leaves, whole ? Outcome.MAPPED : Outcome.CODED_DOWN, "");
        }
    }

    /** The bare code. */
    static final class Bare extends CodedLine {
        private final Original original;
        private final String leaf;

        Bare(int local, FieldPath path, CodeTable table, String system) {
            super(local, path, table);
            this.original = new Original(path, system);
            this.leaf = leaf(path);
        }

        @Override
        Fate write(String value, Out out) {
            var line = table.common(value, out.day);
            if (line.isEmpty()) {
                original.keep(value, out.resource);
                return Fate.UNKNOWN_CODE;
            }
            out.resource.set(path, line.get().common());
            if (!table.isCoarse(line.get(), out.day)) {
                return Fate.MAPPED;
            }
            original.keep(value, out.resource);
            return Fate.CODED_DOWN;
        }

        @Override
        void back(Back back) {
            var restored = original.restore(back, local);
            restored.ifPresent(value -> back.put(local, value));
            var found = back.reading.take(path);
            if (found.isEmpty()) {
                return;
            }
            back.count(leaf, found.size() - 1, Outcome.DROPPED, "no-field");
            if (restored.isPresent()) {
                back.count(leaf, 1, Outcome.MAPPED, "");
            } else {
                putWordOf(found.getFirst(), found.getFirst(), List.of(leaf), back);
            }
        }
    }

    /** A {@code CodeableConcept}: the common coding, the local one beside it, and text where only the local one is known. */
    static final class Concept extends CodedLine {
        private static final List<String> USUAL = List.of("coding.system", "coding.code", "coding.display", "text");

        private final Map<String, String> usual = new HashMap<>();
        private final Map<CodeTable.Line, ObjectNode> made = new HashMap<>();
        private final String ownUri;
        private final FieldPath own;
        private final FieldPath common;
        private final FieldPath display;
        private final FieldPath text;
        private final String leaf;

        Concept(int local, FieldPath path, CodeTable table, String codeSystem, String system) {
            super(local, path, table);
            this.ownUri = "urn:viaduc:code:" + system + ":" + table.name();
            this.own = path.then("coding(system=" + ownUri + ").code");
            this.common = path.then("coding(system=" + codeSystem + ").code");
            this.display = path.then("coding.display");
            this.text = path.then("text");
            this.leaf = leaf(path);
            USUAL.forEach(name -> usual.put(name, leaf + "." + name));
            table.lines().forEach(line -> made.put(line, concept(line, codeSystem)));
        }

        private ObjectNode concept(CodeTable.Line line, String codeSystem) {
            var concept = JsonNodeFactory.instance.objectNode();
            var codings = concept.putArray("coding");
            var coding = codings.addObject().put("system", codeSystem).put("code", line.common());
            if (!line.display().isEmpty()) {
                coding.put("display", line.display());
            }
            codings.addObject().put("system", ownUri).put("code", line.local());
            return concept;
        }

        @Override
        Fate write(String value, Out out) {
            var line = table.common(value, out.day);
            if (line.isPresent()) {
                out.resource.set(path, made.get(line.get()));
                return table.isCoarse(line.get(), out.day) ? Fate.CODED_DOWN : Fate.MAPPED;
            }
            var concept = JsonNodeFactory.instance.objectNode();
            concept.putArray("coding").addObject().put("system", ownUri).put("code", value);
            out.resource.set(path, concept.put("text", value));
            return Fate.UNKNOWN_CODE;
        }

        @Override
        void back(Back back) {
            var word = back.reading.look(own);
            if (!word.isEmpty()) {
                back.put(local, word.getFirst());
                back.count(leaves(back), Outcome.MAPPED, "");
                return;
            }
            var code = back.reading.look(common);
            var said = first(back.reading.look(text)).or(() -> first(back.reading.look(display)));
            var leaves = leaves(back);
            if (!code.isEmpty()) {
                putWordOf(code.getFirst(), said.orElse(code.getFirst()), leaves, back);
            } else if (!leaves.isEmpty()) {
                back.unsaid(leaves, local, said.orElse(""), "unknown-code");
            }
        }

        /** What stood in the concept, by its whole names; those that concepts usually have are made already. */
        private List<String> leaves(Back back) {
            var names = back.reading.takeWhole(path);
            names.replaceAll(name -> {
                var known = usual.get(name);
                return known != null ? known : leaf + "." + name;
            });
            return names;
        }

        @Override
        FieldPath writes() {
            return text;
        }

        private static Optional<String> first(List<String> texts) {
            return texts.stream().findFirst();
        }
    }
}
