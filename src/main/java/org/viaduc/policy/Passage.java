package org.viaduc.policy;

/**
 * Who may send what to whom on a road. Roles, missions and kinds are sets of bits.
 *
 * @param missions the recipient is bound for one of these; 0: for none
 * @param except   the kinds that the passage says stay; no other passage may let them leave
 */
record Passage(long from, long to, int missions, long release, long mask, long except) {
    boolean isFrom(Role role) {
        return (from & role.bit()) != 0;
    }

    boolean fits(Question question) {
        var bound = question.to().boundFor();
        return isFrom(question.from().role()) && (to & question.to().role().bit()) != 0
                && (bound.isEmpty() ? missions == 0 : (missions & bound.get().bit()) != 0);
    }
}
