package org.viaduc.cli.demo.population;

import java.util.List;

/**
 * One person of a household with what the department has written about them.
 *
 * @param number        the person's number in the local system
 * @param authority     the parental authority that this person holds; none for a child
 * @param concerned     whether the household's file is about them too; false for one who is only mentioned
 * @param qualified     whether the identity was checked (a qualified INS, in the system that knows one)
 * @param items         in the order in which they were written
 */
public record Member(String number, Word role, Identity identity, Word authority, Word status, Word nationality,
        boolean concerned, boolean qualified, List<Item> items) {
    public Member {
        items = List.copyOf(items);
    }

    Member with(Identity other) {
        return new Member(number, role, other, authority, status, nationality, concerned, qualified, items);
    }

    Member with(List<Item> others) {
        return new Member(number, role, identity, authority, status, nationality, concerned, qualified, others);
    }

    Member of(Word otherNationality) {
        return new Member(number, role, identity, authority, status, otherNationality, concerned, qualified, items);
    }

    Member onlyMentioned() {
        return new Member(number, role, identity, authority, status, nationality, false, qualified, items);
    }

    Member unqualified() {
        return new Member(number, role, identity, authority, status, nationality, concerned, false, items);
    }

    @Override
    public String toString() {
        return "Member[" + number + "]";
    }
}
