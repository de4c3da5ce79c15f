package org.viaduc.cli.demo.population;

import java.util.List;

import org.viaduc.model.Department;

/**
 * People who live together, or whom one file holds together.
 *
 * @param department whose local system knows them
 * @param number     the household's number there
 */
public record Household(Department department, String number, Home home, List<Member> members) {
    /**
     * Where they live.
     *
     * @param secret whether the address is protected
     */
    public record Home(String line1, String line2, Place place, boolean secret, String phone, Word housing,
            Word difficulty) {
        @Override
        public String toString() {
            return "Home[]";
        }
    }

    public Household {
        members = List.copyOf(members);
    }

    Household with(Home other) {
        return new Household(department, number, other, members);
    }

    Household with(List<Member> others) {
        return new Household(department, number, home, others);
    }

    @Override
    public String toString() {
        return "Household[" + number + "]";
    }
}
