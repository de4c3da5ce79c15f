package org.viaduc.policy;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.Department;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;

/**
 * What a fact says besides its date. A field left out is unknown, and unknown means no; only a consent without
 * {@code until} has no end.
 */
public sealed interface FactDetail {
    record Plain() implements FactDetail {
        static final Plain PLAIN = new Plain();
    }

    record Moved(Optional<Department> to, Optional<Boolean> addressKnown) implements FactDetail {
        /** The department that this fact names, if it names one. */
        public Optional<Department> host() {
            return to.filter(Department::isKnown);
        }

        boolean isAddressKnown() {
            return addressKnown.isPresent() && addressKnown.get();
        }
    }

    record Benefit(Optional<Boolean> onlyFinancial) implements FactDetail {}

    record Measure(Optional<MeasureType> type) implements FactDetail {}

    /** A waiver or an emergency: who decided it, and why. */
    record Motivated(Optional<Role> by, Optional<Motive> motive) implements FactDetail {}

    /** An agreement given, refused or taken back. */
    record Word(Optional<Giver> by) implements FactDetail {}

    record Evaluation(Optional<Result> result, Optional<Role> by) implements FactDetail {}

    record Fund(Optional<FundName> from) implements FactDetail {}

    record Stay(Optional<LocalDate> since, Optional<Abode> in) implements FactDetail {}

    /** @param until the last day; without one, a consent has no end */
    record Consent(Optional<Giver> by, Set<Section> sections, Optional<LocalDate> until, Scope scope)
            implements
                FactDetail {
        public Consent {
            sections = Set.copyOf(sections);
        }
    }

    /** @param to the sections it names; one that names none is read as naming all */
    record Opposition(Optional<Giver> by, Set<Section> to, Scope scope) implements FactDetail {
        public Opposition {
            to = Set.copyOf(to);
        }

        boolean names(Section section) {
            return to.isEmpty() || to.contains(section);
        }
    }

    /**
     * Which questions a consent or an opposition speaks to. It is no part of the decision cases: there, both speak to all.
     *
     * @param purposes   empty for every purpose
     * @param recipients empty for every department
     */
    record Scope(Set<Purpose> purposes, Set<Department> recipients) {
        static final Scope EVERY_QUESTION = new Scope(Set.of(), Set.of());

        public Scope {
            purposes = Set.copyOf(purposes);
            recipients = Set.copyOf(recipients);
        }

        boolean covers(Question question) {
            return (purposes.isEmpty() || purposes.contains(question.purpose()))
                    && (recipients.isEmpty() || recipients.contains(question.to().department()));
        }
    }

    /** What a professional says of a minor's capacity to discern; never derived from the age. */
    record Assessment(Optional<Boolean> discernment) implements FactDetail {}

    record Attestation(Optional<Department> by) implements FactDetail {}

    /** The section for which the six conditions of the Belgian shared secrecy are recorded. */
    record Item(Optional<Section> section) implements FactDetail {}

    enum Giver {
        PERSON,
        MINOR,
        PARENTS,
        REPRESENTATIVE;

        String word() {
            return lower(this);
        }
    }

    enum MeasureType {
        AEMO,
        PLACEMENT,
        TIERS_DIGNE,
        OTHER;

        String word() {
            return lower(this);
        }
    }

    enum Result {
        NO_DANGER,
        RISK,
        DANGER;

        String word() {
            return lower(this);
        }
    }

    enum FundName {
        CAF,
        CPAM;

        String word() {
            return name();
        }
    }

    enum Abode {
        HOME,
        ESTABLISHMENT,
        FOSTER_CARER,
        NO_FIXED_ABODE;

        String word() {
            return lower(this);
        }
    }

    /** Which detail a kind of fact has. */
    enum Shape {
        PLAIN,
        MOVED,
        BENEFIT,
        MEASURE,
        MOTIVATED,
        WORD,
        EVALUATION,
        FUND,
        STAY,
        CONSENT,
        OPPOSITION,
        ATTESTATION,
        ASSESSMENT,
        ITEM;

        static Shape of(FactDetail detail) {
            return switch (detail) {
                case Plain plain -> PLAIN;
                case Moved moved -> MOVED;
                case Benefit benefit -> BENEFIT;
                case Measure measure -> MEASURE;
                case Motivated motivated -> MOTIVATED;
                case Word word -> WORD;
                case Evaluation evaluation -> EVALUATION;
                case Fund fund -> FUND;
                case Stay stay -> STAY;
                case FactDetail.Consent consent -> CONSENT;
                case FactDetail.Opposition opposition -> OPPOSITION;
                case Attestation attestation -> ATTESTATION;
                case Assessment assessment -> ASSESSMENT;
                case Item item -> ITEM;
            };
        }
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
