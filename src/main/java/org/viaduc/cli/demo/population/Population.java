package org.viaduc.cli.demo.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.viaduc.model.Department;

/**
 * Everyone the two departments know: ordinary households that stay where they are, and the families whose moves the
 * demonstration tells.
 *
 * @param defects which person numbers show which defect
 */
public record Population(List<Household> households, Map<Defect, List<String>> defects) {
    public static final long SEED = 3544;
    public static final Department D35 = new Department("D35");
    public static final Department D44 = new Department("D44");
    private static final int ORDINARY_HOUSEHOLDS = 45;

    public Population {
        households = List.copyOf(households);
        defects = Map.copyOf(defects);
    }

    /** The same people for the same seed and day. Ages and what happened lately are reckoned from the day. */
    public static Population of(long seed, LocalDate today) {
        var lists = Lists.packed();
        var households = new ArrayList<Household>();
        var defects = new EnumMap<Defect, List<String>>(Defect.class);
        for (var department : List.of(D35, D44)) {
            var people = new Invention(lists, department, seed, today);
            households.addAll(new Defects(lists, people, defects).into(people.households(ORDINARY_HOUSEHOLDS)));
        }
        households.addAll(new StoryHouseholds(lists, today).all());
        return new Population(households, defects);
    }

    public List<Household> in(Department department) {
        return households.stream().filter(each -> each.department().equals(department)).toList();
    }

    @Override
    public String toString() {
        return "Population[" + households.size() + " households]";
    }
}
