package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.DutyBook;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Track;
import org.viaduc.person.Traits;

/** What the law asks of those who exchange a file, beside what the decision on it obliges to. */
final class StandingDuties {
    /** Calendar days in which a CPAS that is not competent forwards an application (law of 26.5.2002, art. 18 § 4). */
    private static final int FORWARDING_DAYS = 5;
    private static final int MAJORITY = 18;

    private final Desk desk;
    private final DutyBook duties = new DutyBook();

    StandingDuties(Desk desk) {
        this.desk = desk;
    }

    /** Notes them for an exchange that goes on. */
    void note(Connection tx, Journey journey, CommonRecord record) throws SQLException {
        if (journey.track() == Track.BE_CPAS) {
            belgian(tx, journey);
        }
        if (Shelter.isShown(record) && isMinor(record)) {
            duties.note(tx, journey.id(), DutyBook.NOTICE_SUSPENDED, Optional.empty());
        }
    }

    /** What the Crossroads Bank answered stays where it was asked; each office asks for itself (law of 15.1.1990). */
    private void belgian(Connection tx, Journey journey) throws SQLException {
        if (journey.direction() == Journey.Direction.OUT) {
            duties.note(tx, journey.id(), DutyBook.FORWARDING, Optional.of(
                    LocalDate.ofInstant(journey.openedAt(), desk.settings().zone()).plusDays(FORWARDING_DAYS)));
            duties.note(tx, journey.id(), DutyBook.CLOSE_INTEGRATION, Optional.empty());
        } else {
            duties.note(tx, journey.id(), DutyBook.CONSULT_AGAIN, Optional.empty());
        }
    }

    /** Somebody whose day of birth is not known counts as a child here: it is a notice that stays. */
    private boolean isMinor(CommonRecord record) {
        return Traits.of(record).map(traits -> traits.birthDate().plusYears(MAJORITY)
                .isAfter(desk.decider().today())).orElse(true);
    }
}
