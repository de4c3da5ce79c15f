package org.viaduc.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.Language;

/** That a file lost more in translation than its system's budget allows. Names fields, never what they hold. */
public record Overrun(List<Excess> excesses) {
    private static final int MOST_NAMED = 12;

    /**
     * One limit that is exceeded.
     *
     * @param lost   fields with this outcome, without those that the mapping gives up on purpose
     * @param total  all fields of the file
     * @param limit  the largest share allowed, in percent
     * @param fields the fields, as {@code P.nom_nais}, or coming back the kind and element
     */
    public record Excess(Outcome outcome, int lost, int total, BigDecimal limit, List<String> fields) {
        public Excess {
            fields = List.copyOf(fields);
        }

        /** As {@code dropped 12 of 80 (limit 5%): P.nom_nais, R.montant}. */
        public String words(Language language) {
            var named = fields.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            var more = fields.size() > MOST_NAMED ? ", …" : "";
            return LedgerText.name(outcome, language) + " : " + lost + language.pick(" sur ", " of ") + total
                    + language.pick(" champs (limite ", " fields (limit ") + limit.toPlainString() + " %) : " + named
                    + more;
        }
    }

    public Overrun {
        excesses = List.copyOf(excesses);
    }

    /** Each field with what became of it, as {@code dropped:P.nom_nais}; without commas. */
    public List<String> names() {
        return excesses.stream().flatMap(each -> each.fields.stream().limit(MOST_NAMED)
                .map(field -> each.outcome.word() + ":" + field.replace(',', ' '))).toList();
    }

    /** For whoever looks at the parked file. */
    public String words(Language language) {
        return excesses.stream().map(each -> each.words(language)).collect(Collectors.joining(" ; "));
    }
}
