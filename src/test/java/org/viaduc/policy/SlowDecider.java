package org.viaduc.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Track;

import static org.viaduc.policy.FactKind.*;

/**
 * The contract's page once more, slow and obvious: no rule book, no bits, the table written out as words. It judges the
 * first decider on random cases.
 */
final class SlowDecider {
    /** What it says, in the words of the contract. */
    record Said(String decision, Map<String, String> kinds, Set<String> awaits, Set<String> rules,
            Set<String> obligations, String answer) {}

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient String decision;
        private final transient String answer;
        private final transient Set<String> awaits;

        Stop(String decision, String answer, Set<String> awaits) {
            this.decision = decision;
            this.answer = answer;
            this.awaits = awaits;
        }
    }

    private static final Map<String, String> RULES = Map.ofEntries(Map.entry("ase-ip", "R-ASE-IP"),
            Map.entry("ase-administrative", "R-ASE-ADM"), Map.entry("ase-judicial", "R-ASE-JUD"),
            Map.entry("ase-address-unknown", "R-ADR-UNK"), Map.entry("mdph", "R-MDPH"),
            Map.entry("aide-sociale", "R-DSEC"), Map.entry("rsa", "R-RSA"), Map.entry("pmi", "R-PMI"),
            Map.entry("agrement", "R-AGR"), Map.entry("secret-partage", "R-SECRET-PARTAGE"),
            Map.entry("break-glass", "R-BTG"), Map.entry("person-access", "R-ACCES"),
            Map.entry("be-cpas", "R-BE-CPAS"));
    private static final Set<String> UNBOUND = words("ELU ENS BENEV BAILLEUR MAIRE FT-CONS PROC/JE POL AVOCAT TECH");
    private static final Set<String> FREE_PLACE = words("secret-partage break-glass person-access be-cpas");

    private final Question question;
    private final FileFace file;
    private final LocalDate today;
    private final List<Fact> facts;
    private final boolean minor;
    private final String from;
    private final String to;
    private final String bound;
    private final Set<String> rules = new TreeSet<>();
    private final Set<String> obligations = new TreeSet<>();
    private String row;
    private boolean waived;

    private SlowDecider(Question question, FileFace file, List<Fact> all, LocalDate today) {
        this.question = question;
        this.file = file;
        this.today = today;
        this.facts = all.stream().filter(fact -> !fact.on().isAfter(today)).toList();
        this.minor = file.age().isMinor(today);
        this.from = question.from().role().word();
        this.to = question.to().role().word();
        this.bound = question.to().boundFor().map(Mission::name).orElse("");
        this.row = question.track().word();
    }

    static Said decide(Question question, FileFace file, List<Fact> facts, LocalDate today) {
        return new SlowDecider(question, file, facts, today).said();
    }

    private Said said() {
        var kinds = new TreeMap<String, String>();
        file.pieces().forEach(piece -> kinds.put(piece.kind().code(), "withhold"));
        rules.add(RULES.get(row));
        if (file.pieces().stream().anyMatch(SlowDecider::isProtected)) {
            rules.add("R-ADRESSE-PROTEGEE");
        }
        if (has(Kind.NOTE)) {
            rules.add("R-NOTES");
        }
        try {
            kinds.putAll(steps());
            return new Said("release", kinds, Set.of(), rules, obligations, "none");
        } catch (Stop stop) {
            return new Said(stop.decision, kinds, stop.awaits, rules, obligations, stop.answer);
        }
    }

    private Map<String, String> steps() {
        var track = question.track();
        if (track == Track.ASE_ADDRESS_UNKNOWN) {
            row = triggered("ase-ip")
                    ? "ase-ip"
                    : triggered("ase-judicial")
                            ? "ase-judicial"
                            : triggered("ase-administrative") ? "ase-administrative" : "none";
            if (!row.equals("none")) {
                rules.add(RULES.get(row));
            }
        }
        var agreement = row.equals("ase-administrative") ? agreement() : "";
        var wasTriggered = !row.equals("none") && triggered(row);
        if (agreement.equals("risk")) {
            row = "ase-ip";
            rules.add("R-ASE-IP");
        }
        basis(wasTriggered);
        check(senderAndRecipient());
        var leaving = category();
        conditions(agreement, leaving);
        transport(leaving);
        masks(leaving);
        obligations();
        return leaving;
    }

    // step 3

    private void basis(boolean wasTriggered) {
        var belgianFrom = question.from().department().code().startsWith("BE-");
        var belgianTo = question.to().department().code().startsWith("BE-");
        check(row.equals("be-cpas")
                ? belgianFrom && belgianTo
                : row.equals("person-access") || !belgianFrom && !belgianTo);
        check(purposes().contains(question.purpose().word()));
        check(wasTriggered);
        if (question.track().word().startsWith("ase-") && !minor && !is(ACTION_EDUCATIVE)) {
            throw new Stop("withhold", senderAndRecipient() ? "told" : "neutral", Set.of());
        }
    }

    private Set<String> purposes() {
        return words(switch (row) {
            case "ase-ip", "ase-administrative" -> "EVAL_IP CONTINUITE_ASE";
            case "ase-judicial" -> "MESURE_JUD CONTINUITE_ASE";
            case "mdph" -> "INSTR_MDPH";
            case "aide-sociale" -> "INSTR_APA";
            case "rsa" -> "INSTR_RSA";
            case "pmi" -> "SUIVI_PMI";
            case "agrement" -> "AGREMENT";
            case "secret-partage" -> "ACCOMPAGNEMENT EVAL_IP CONTINUITE_ASE";
            case "break-glass" -> "URGENCE";
            case "person-access" -> "ACCES_PERSONNE";
            case "be-cpas" -> "ACCOMPAGNEMENT";
            default -> "none";
        });
    }

    private boolean triggered(String track) {
        return switch (track) {
            case "ase-ip" -> is(FAMILY_MOVED) && is(IP_UNDER_EVALUATION)
                    && (!is(IP_CLOSED) || last(IP_UNDER_EVALUATION).isAfter(last(IP_CLOSED)));
            case "ase-administrative" -> is(FAMILY_MOVED) && any(ASE_ADMINISTRATIVE_BENEFIT,
                    field -> "false".equals(field.get("only-financial")));
            case "ase-judicial" -> is(FAMILY_MOVED) && is(JUDICIAL_MEASURE);
            case "rsa" -> is(FAMILY_MOVED);
            default -> true;
        };
    }

    // steps 4 and 5

    private boolean senderAndRecipient() {
        var sender = question.from().role().isOffice() && senders().contains(from);
        var mission = switch (row) {
            case "ase-ip", "ase-administrative", "ase-judicial", "break-glass" -> "PE";
            case "secret-partage" -> words("PE AS SOIN").contains(bound) ? bound : "?";
            case "person-access" -> "";
            case "be-cpas" -> "AS";
            case "aide-sociale" -> "APA";
            case "agrement" -> "AGREMENT";
            default -> row.toUpperCase(java.util.Locale.ROOT);
        };
        return sender && question.to().named() && bound.equals(mission) && recipients().contains(to) && inPlace();
    }

    private Set<String> senders() {
        return switch (row) {
            case "ase-ip", "ase-administrative", "ase-judicial" -> words("PCD-DEL CADRE-CRIP");
            case "mdph" -> words("INST-MDPH EPE MED-EPE");
            case "aide-sociale" -> words("GEST-APA/PCH EMS-APA PCD-DEL");
            case "rsa" -> words("GEST-RSA PCD-DEL");
            case "pmi" -> words("MED-RESP-PMI MED-PMI SF-PMI PUER");
            case "agrement" -> words("PCD-DEL");
            case "secret-partage" -> sharing(from) ? Set.of(from) : Set.of();
            case "be-cpas" -> words("BE-AS");
            default -> Set.of(from);
        };
    }

    private boolean sharing(String role) {
        return Role.of(role).isOffice() && !UNBOUND.contains(role) && !role.startsWith("BE-")
                && (!role.equals("EDUC-PREV") || bound.equals("PE"));
    }

    private Set<String> recipients() {
        return switch (row) {
            case "ase-ip" -> words("CADRE-CRIP");
            case "ase-administrative", "ase-judicial" -> words("CADRE-CRIP REF-ASE");
            case "mdph" -> words("INST-MDPH-ACC EPE MED-EPE");
            case "aide-sociale" -> words("GEST-APA/PCH EMS-APA");
            case "rsa" -> words("GEST-RSA REF-RSA");
            case "pmi" -> words("MED-RESP-PMI MED-PMI SF-PMI PUER");
            case "agrement" -> words("PCD-DEL");
            case "secret-partage" -> from.equals("ASS") && to.equals("MAIRE") && bound.equals("AS")
                    || sharing(to) && from.equals("SIAO") == to.equals("SIAO") ? Set.of(to) : Set.of();
            case "break-glass" -> words("CADRE-CRIP REF-ASE EDUC-ASE");
            case "person-access" -> minor ? words("PERSON PARENTS REPRESENTATIVE") : words("PERSON REPRESENTATIVE");
            case "be-cpas" -> words("BE-AS BE-CONS");
            default -> Set.of();
        };
    }

    private boolean inPlace() {
        if (FREE_PLACE.contains(row)) {
            return true;
        }
        var naming = of(FAMILY_MOVED).stream().filter(fact -> fields(fact).containsKey("to")
                && !fields(fact).get("to").equals("unknown")).toList();
        var host = question.to().department().code();
        if (host.equals("unknown")) {
            return row.startsWith("ase-") && naming.isEmpty();
        }
        var day = naming.stream().map(Fact::on).max(Comparator.naturalOrder());
        return day.isPresent() && naming.stream().filter(fact -> fact.on().equals(day.get()))
                .allMatch(fact -> fields(fact).get("to").equals(host));
    }

    // step 6, with the hard masks of step 2

    private Map<String, String> category() {
        var leaving = new TreeMap<String, String>();
        var addressProtected = file.pieces().stream()
                .anyMatch(piece -> piece.kind().section().name().equals("S02") && isProtected(piece));
        for (var piece : file.pieces()) {
            var code = piece.kind().code();
            var section = piece.kind().section().name();
            var treatment = inTable(section, piece.kind().word());
            var carries = piece.marks().stream().anyMatch(mark -> mark != Mark.SECRET_FROM_PARENTS);
            if (treatment.equals("withhold") || section.equals("S17") || section.equals("S18")
                    || section.equals("S02") && addressProtected || section.equals("S15") && carries
                    || tableBDenies(section) || isOpposed(section) || isSecretFromParents(piece)) {
                continue;
            }
            leaving.put(code, treatment);
        }
        check(isSomething(leaving));
        return leaving;
    }

    private boolean isSomething(Map<String, String> leaving) {
        return words("break-glass person-access").contains(row)
                ? !leaving.isEmpty()
                : leaving.keySet().stream().anyMatch(code -> !words("S01 S02 S03 S04 S20")
                        .contains(code.substring(0, 3)));
    }

    private String inTable(String section, String kind) {
        var benefits = words("mdph aide-sociale rsa").contains(row);
        var only = row.equals("break-glass") || to.equals("BE-CONS") || to.equals("MAIRE")
                || row.equals("ase-judicial") && is(JUDGE_KEEPS_MEASURE_WITH_ORIGIN);
        if (row.equals("person-access")) {
            var running = is(IP_UNDER_EVALUATION)
                    && (!is(IP_CLOSED) || !last(IP_UNDER_EVALUATION).isBefore(last(IP_CLOSED)));
            return section.equals("S16") || kind.equals("court-file-piece")
                    || running && section.equals("S10") && words("ip ip-evaluation").contains(kind)
                            ? "withhold"
                            : "release";
        }
        switch (section) {
            case "S01" -> {
                return kind.equals("identity") || benefits ? "release" : "withhold";
            }
            case "S02", "S20" -> {
                return only ? "withhold" : "release";
            }
            case "S03" -> {
                return row.equals("break-glass") && kind.equals("parental-authority")
                        || !only && !row.equals("agrement") ? "release" : "withhold";
            }
            case "S04" -> {
                return benefits ? "mask" : "withhold";
            }
            default -> {
                return content(section, kind, only);
            }
        }
    }

    private String content(String section, String kind, boolean only) {
        var it = section + "." + kind;
        var s10 = section.equals("S10") && !kind.equals("other-document");
        var yes = switch (row) {
            case "ase-ip", "ase-administrative" -> s10 || words("S11.ae-decision S14.synthesis").contains(it);
            case "ase-judicial" -> only
                    ? words("S11.ae-decision S11.financial-piece").contains(it)
                    : s10 || words("S11.ae-decision S14.synthesis S11.financial-piece").contains(it);
            case "mdph" -> words("S05 S08 S12").contains(section)
                    || section.equals("S07") && from.equals("MED-EPE") && to.equals("MED-EPE");
            case "aide-sociale" -> words("S05.income S05.assets S06.housing S12.decision S12.payments").contains(it)
                    || to.equals("EMS-APA") && words("S08.gir S08.plan").contains(it);
            case "rsa" -> words("S06 S12 S13").contains(section) && !kind.equals("health-obstacle")
                    || it.equals("S05.income") || it.equals("S08.rqth") && to.equals("REF-RSA");
            case "pmi" -> section.equals("S09") && !(to.equals("SF-PMI") && kind.equals("child-health"))
                    && !(to.equals("PUER") && kind.equals("pregnancy"));
            case "agrement" -> it.equals("S19.agreement");
            case "secret-partage" -> to.equals("MAIRE")
                    ? it.equals("S14.synthesis")
                    : switch (bound) {
                        case "PE" -> s10 || it.equals("S14.synthesis");
                        case "AS" -> words("S05.income S06.housing S12.decision S14.synthesis").contains(it);
                        default -> words("S07 S08 S09").contains(section);
                    };
            case "break-glass" -> words("S10.ase-decision S11.ae-decision").contains(it);
            case "be-cpas" -> to.equals("BE-CONS")
                    ? it.equals("S12.decision")
                    : words("S05 S06 S12 S13 S14").contains(section);
            default -> false;
        };
        var ase = words("ase-ip ase-administrative ase-judicial").contains(row) && !only;
        var masked = ase && (section.equals("S07") || it.equals("S16.protection-order"))
                || row.equals("agrement") && it.equals("S19.criminal-record-result");
        return yes ? "release" : masked ? "mask" : "withhold";
    }

    /** The bare dashes of table B, for the roles that some row of the page lets receive. */
    private boolean tableBDenies(String section) {
        var denied = switch (to) {
            case "CADRE-CRIP" -> "";
            case "ASS" -> "S16";
            case "CESF" -> "S08 S07 S09 S11 S16";
            case "EDUC-ASE" -> "S13 S16";
            case "EDUC-PREV" -> "S05 S06 S12 S13 S08 S07 S09 S11 S16";
            case "REF-ASE" -> "S13";
            case "PCD-DEL" -> "S07 S09 S16";
            case "MED-PMI" -> "S13 S11 S16";
            case "MED-RESP-PMI" -> "S12 S13 S11 S16";
            case "SF-PMI" -> "S12 S13 S08 S11 S16";
            case "PUER" -> "S12 S13 S11 S16";
            case "MED-EPE" -> "S13 S14 S10 S11 S16";
            case "EPE" -> "S14 S10 S11 S16";
            case "CDAPH" -> "S05 S06 S13 S14 S07 S10 S11 S16";
            case "INST-MDPH", "INST-MDPH-ACC" -> "S14 S07 S09 S10 S11 S16";
            case "EMS-APA" -> "S13 S10 S11 S16";
            case "GEST-APA/PCH" -> "S13 S14 S08 S07 S09 S10 S11 S16";
            case "GEST-RSA" -> "S14 S08 S07 S09 S10 S11 S16";
            case "REF-RSA" -> "S07 S09 S10 S11 S16";
            case "EP-RSA" -> "S14 S08 S07 S09 S10 S11 S16";
            case "PSY" -> "S05 S06 S12 S13 S11 S16";
            case "AM-AF" -> "S05 S06 S12 S13 S14 S11 S16";
            case "TISF" -> "S05 S06 S13 S14 S07 S09 S10 S11 S16";
            case "ESSMS" -> "S05 S06 S13 S10 S11 S16";
            case "MJPM" -> "S14 S10 S11 S16";
            case "SIAO" -> "S13 S08 S07 S09 S10 S11 S16";
            case "CCAS-AG" -> "S08 S07 S09 S10 S11 S16";
            case "MAIRE" -> "S05 S06 S12 S13 S08 S07 S09 S11 S16";
            case "BE-AS" -> "S07 S09 S11 S16";
            case "BE-CONS" -> "S14 S08 S07 S09 S10 S11 S16";
            default -> "";
        };
        return words(denied).contains(section);
    }

    private boolean isOpposed(String section) {
        if (!words("pmi secret-partage").contains(row)) {
            return false;
        }
        return facts.stream().anyMatch(fact -> {
            var names = fact.kind() == OPPOSITION && (!fields(fact).containsKey("to")
                    || words(fields(fact).get("to")).contains(section))
                    || row.equals("pmi") && section.equals("S09")
                            && Set.of(AGREEMENT_REFUSED, AGREEMENT_WITHDRAWN).contains(fact.kind());
            return names && of(CONSENT).stream().noneMatch(consent -> consent.on().isAfter(fact.on())
                    && consents(consent, section));
        });
    }

    private boolean consents(Fact fact, String section) {
        var fields = fields(fact);
        var by = fields.getOrDefault("by", "");
        var entitled = by.equals("representative") || by.equals("person") && (!minor || file.discernment())
                || by.equals("parents") && minor;
        return entitled && words(fields.getOrDefault("for", "")).contains(section)
                && (!fields.containsKey("until") || !today.isAfter(LocalDate.parse(fields.get("until"))));
    }

    private boolean isSecretFromParents(PieceFace piece) {
        var section = piece.kind().section().name();
        return to.equals("PARENTS") && words("S07 S09").contains(section)
                && (piece.marks().contains(Mark.SECRET_FROM_PARENTS) || of(OPPOSITION).stream().anyMatch(
                        fact -> !"parents".equals(fields(fact).get("by")) && (!fields(fact).containsKey("to")
                                || words(fields(fact).get("to")).contains(section))));
    }

    // step 7

    private void conditions(String agreement, Map<String, String> leaving) {
        if (agreement.equals("withdrawn")) {
            obligations.addAll(words("stop-and-shred tell-past-recipients"));
            throw new Stop("withhold", "told", Set.of());
        }
        check(!agreement.equals("no-danger"));
        switch (row) {
            case "ase-ip", "ase-administrative", "ase-judicial" -> {
                address();
                if (row.equals("ase-judicial")) {
                    awaitAnyOf(JUDGE_RELEASED);
                }
                informed();
                if (agreement.equals("missing")) {
                    throw await(EVALUATED_AFTER_REFUSAL, WRITTEN_AGREEMENT);
                }
                if (agreement.equals("danger") && !is(JUDICIAL_AUTHORITY_SEIZED)) {
                    obligations.add("signalement");
                    throw await(JUDICIAL_AUTHORITY_SEIZED);
                }
            }
            case "mdph" -> awaitAnyOf(PERSON_REQUEST, FAVOURABLE_DECISION);
            case "aide-sociale" -> residence();
            case "pmi" -> guard(leaving, Set.of("S09"), CONSENT, section -> of(CONSENT).stream()
                    .anyMatch(fact -> consents(fact, section)));
            case "agrement" -> awaitAnyOf(HOST_ASKED);
            case "secret-partage" -> shared(leaving);
            case "break-glass" -> {
                if (!any(EMERGENCY, field -> field.containsKey("by") && field.containsKey("motive"),
                        today.minusDays(1))) {
                    throw await(EMERGENCY);
                }
            }
            case "be-cpas" -> guard(leaving, words("S05 S06 S13 S14"), SIX_CONDITIONS,
                    section -> any(SIX_CONDITIONS, field -> section.equals(field.get("item"))));
            default -> {
            }
        }
    }

    private void address() {
        var moved = last(FAMILY_MOVED);
        var answered = is(ADDRESS_ANSWERED) && !last(ADDRESS_ANSWERED).isBefore(moved);
        var known = of(FAMILY_MOVED).stream().filter(fact -> fact.on().equals(moved))
                .allMatch(fact -> "known".equals(fields(fact).get("address")));
        var named = !question.to().department().code().equals("unknown");
        if ((known || answered) && named) {
            return;
        }
        if (is(ADDRESS_REQUESTED)) {
            obligations.add("clock:address-answer");
        }
        if (is(INTERRUPTION_ENDANGERS) && !is(JUDICIAL_AUTHORITY_SEIZED)) {
            obligations.add("signalement");
        }
        throw await(known || answered ? FAMILY_MOVED : ADDRESS_ANSWERED);
    }

    private void informed() {
        var own = minor ? PARENTS_INFORMED : PERSON_INFORMED;
        if (!is(own) && !isWaived()) {
            throw await(own, INFORMATION_WAIVED);
        }
        waived |= !is(own);
    }

    private boolean isWaived() {
        return any(INFORMATION_WAIVED, field -> field.containsKey("motive")
                && words("CADRE-CRIP PCD-DEL").contains(field.getOrDefault("by", "")));
    }

    /** given, missing, withdrawn, no-danger, risk or danger. */
    private String agreement() {
        var counting = facts.stream().filter(fact -> Set.of(WRITTEN_AGREEMENT, AGREEMENT_REFUSED, AGREEMENT_WITHDRAWN)
                .contains(fact.kind())).filter(fact -> {
                    var by = fields(fact).getOrDefault("by", fact.kind() == WRITTEN_AGREEMENT ? "?" : "parents");
                    return by.equals("representative") || by.equals(minor ? "parents" : "person")
                            || !fields(fact).containsKey("by") && fact.kind() != WRITTEN_AGREEMENT;
                }).sorted(Comparator.comparing(Fact::on).thenComparing(Fact::kind)).toList();
        var word = counting.isEmpty() ? AGREEMENT_REFUSED : counting.getLast().kind();
        if (word == WRITTEN_AGREEMENT) {
            return "given";
        }
        var anonymous = of(WRITTEN_AGREEMENT).stream().filter(fact -> !fields(fact).containsKey("by"));
        var since = Stream.concat(anonymous, counting.stream().filter(fact -> fact.kind() != AGREEMENT_REFUSED))
                .map(Fact::on)
                .max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
        var order = is(JUDICIAL_AUTHORITY_SEIZED)
                ? List.of("danger", "risk", "no-danger")
                : List.of("risk", "danger", "no-danger");
        return of(EVALUATED_AFTER_REFUSAL).stream()
                .filter(fact -> fact.on().isAfter(since) && fields(fact).size() == 2)
                .max(Comparator.comparing(Fact::on)
                        .thenComparing(fact -> order.indexOf(fields(fact).get("result"))))
                .map(fact -> fields(fact).get("result"))
                .orElse(word == AGREEMENT_WITHDRAWN ? "withdrawn" : "missing");
    }

    private void residence() {
        var moved = last(FAMILY_MOVED);
        var stays = new ArrayList<>(of(RESIDENCE).stream()
                .filter(fact -> !since(fact).isBefore(moved) && !since(fact).isAfter(today)).toList());
        var ranks = Map.of("no-fixed-abode", 0, "home", 1, "?", 2, "establishment", 3, "foster-carer", 3);
        stays.sort(Comparator.comparing(SlowDecider::since).thenComparing(Fact::on)
                .thenComparing(fact -> isDated(fact) ? ranks.get(in(fact)) : Math.min(2, ranks.get(in(fact))))
                .thenComparing(Fact::id));
        for (var i = 0; i < stays.size(); i++) {
            if (isDated(stays.get(i)) && in(stays.get(i)).equals("no-fixed-abode")) {
                return;
            }
            var end = i;
            while (end + 1 < stays.size() && in(stays.get(end + 1)).equals("home")) {
                end++;
            }
            var isCounted = end + 1 == stays.size() || isDated(stays.get(end + 1));
            var until = end + 1 < stays.size() ? since(stays.get(end + 1)) : today;
            if (in(stays.get(i)).equals("home") && isDated(stays.get(i)) && isCounted
                    && !since(stays.get(i)).plusMonths(3).isAfter(until)) {
                return;
            }
        }
        if (!stays.isEmpty() && isDated(stays.getLast())
                && words("establishment foster-carer").contains(in(stays.getLast()))) {
            throw new Stop("withhold", "told", Set.of());
        }
        throw await(RESIDENCE);
    }

    private static boolean isDated(Fact stay) {
        return fields(stay).containsKey("since");
    }

    private static LocalDate since(Fact fact) {
        return LocalDate.parse(fields(fact).getOrDefault("since", fact.on().toString()));
    }

    private static String in(Fact fact) {
        return fields(fact).getOrDefault("in", "?");
    }

    private void shared(Map<String, String> leaving) {
        switch (bound) {
            case "PE" -> {
                informed();
                if (minor && file.discernment() && !is(CHILD_INFORMED)) {
                    if (!isWaived()) {
                        throw await(CHILD_INFORMED, INFORMATION_WAIVED);
                    }
                    waived = true;
                }
            }
            case "AS" -> {
                if (!is(PERSON_INFORMED) && !(minor && is(PARENTS_INFORMED))
                        && leaving.keySet().removeIf(code -> code.startsWith("S14")) && !isSomething(leaving)) {
                    throw minor ? await(PERSON_INFORMED, PARENTS_INFORMED) : await(PERSON_INFORMED);
                }
            }
            default -> guard(leaving, words("S07 S08 S09"), CONSENT, section -> of(CONSENT).stream()
                    .anyMatch(fact -> consents(fact, section)));
        }
    }

    private void guard(Map<String, String> leaving, Set<String> sections, FactKind fact, Predicate<String> open) {
        leaving.keySet().removeIf(code -> sections.contains(code.substring(0, 3)) && !open.test(code.substring(0, 3)));
        if (!isSomething(leaving)) {
            throw await(fact);
        }
    }

    // steps 8 to 10

    private void transport(Map<String, String> leaving) {
        var guarded = leaving.keySet().stream().anyMatch(code -> code.startsWith("S10") || code.startsWith("S11"));
        if (guarded && !row.equals("person-access") && !any(RGS_ATTESTATION,
                field -> question.from().department().code().equals(field.get("by")))) {
            obligations.add("paper-lrar");
            throw new Stop("withhold", "told", Set.of());
        }
    }

    private void masks(Map<String, String> leaving) {
        file.pieces().stream().filter(piece -> piece.marks().stream().anyMatch(
                mark -> mark != Mark.SECRET_FROM_PARENTS)).forEach(piece -> leaving.computeIfPresent(
                        piece.kind().code(), (code, treatment) -> "mask"));
    }

    private void obligations() {
        if (!row.equals("person-access")) {
            obligations.addAll(words("log-36-months no-redisclosure"));
        }
        switch (row) {
            case "ase-ip" -> obligations.addAll(words("clock:ip-evaluation retention:2-years"));
            case "ase-administrative" -> obligations.add("retention:2-years");
            case "ase-judicial" -> {
                var types = of(JUDICIAL_MEASURE).stream().filter(fact -> fact.on().equals(last(JUDICIAL_MEASURE)))
                        .map(fact -> fields(fact).getOrDefault("type", "other")).toList();
                obligations.add(types.stream().anyMatch(type -> words("tiers-digne other").contains(type))
                        ? "retention:2-years"
                        : types.contains("aemo") ? "retention:5-years" : "retention:10-years");
            }
            case "mdph" -> obligations.add("retention:5-years");
            case "aide-sociale" -> obligations.addAll(words("clock:transmission-1-month clock:answer-1-month"));
            case "break-glass" -> {
                obligations.addAll(words("clock:access-24-hours clock:review-72-hours notify-second-person"));
                obligations.add(minor ? "inform-parents" : "inform-person");
            }
            default -> {
            }
        }
        if (waived) {
            obligations.add("persist-label");
        }
    }

    // words and facts

    private static void check(boolean holds) {
        if (!holds) {
            throw new Stop("withhold", "neutral", Set.of());
        }
    }

    private static Stop await(FactKind... kinds) {
        var words = new TreeSet<String>();
        for (var kind : kinds) {
            words.add(kind.word());
        }
        return new Stop("await", "none", words);
    }

    private void awaitAnyOf(FactKind... kinds) {
        for (var kind : kinds) {
            if (is(kind)) {
                return;
            }
        }
        throw await(kinds);
    }

    private boolean is(FactKind kind) {
        return !of(kind).isEmpty();
    }

    private List<Fact> of(FactKind kind) {
        return facts.stream().filter(fact -> fact.kind() == kind).toList();
    }

    private LocalDate last(FactKind kind) {
        return of(kind).stream().map(Fact::on).max(Comparator.naturalOrder()).orElseThrow();
    }

    private boolean any(FactKind kind, Predicate<Map<String, String>> says) {
        return any(kind, says, LocalDate.MIN);
    }

    private boolean any(FactKind kind, Predicate<Map<String, String>> says, LocalDate from) {
        return of(kind).stream().anyMatch(fact -> !fact.on().isBefore(from) && says.test(fields(fact)));
    }

    private boolean has(Kind kind) {
        return file.pieces().stream().anyMatch(piece -> piece.kind() == kind);
    }

    private static boolean isProtected(PieceFace piece) {
        return piece.marks().contains(Mark.PROTECTED) || piece.marks().contains(Mark.PROTECTED_ADDRESS);
    }

    private static Map<String, String> fields(Fact fact) {
        return FactFields.write(fact.detail());
    }

    private static Set<String> words(String text) {
        var words = new HashSet<>(List.of(text.split(" ")));
        words.remove("");
        return words;
    }
}
