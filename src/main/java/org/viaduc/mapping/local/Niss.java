package org.viaduc.mapping.local;

/**
 * The number of a person in the Belgian national register, or the BIS number of someone who is not in it: eleven digits, of
 * which the last two check the others. They are 97 less the remainder of the first nine by 97, with a 2 before the nine
 * for those born from 2000 on (arrêté royal of 3 April 1984). Day and month may be unknown, and the month of a BIS number is
 * raised by 20 or 40, so that no date is asked of it.
 */
final class Niss {
    private Niss() {
    }

    /** Whether it has eleven digits and its check digits are right, for either century. */
    static boolean isValid(String number) {
        if (number.length() != 11 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        var nine = Long.parseLong(number.substring(0, 9));
        var check = Long.parseLong(number.substring(9));
        return check == 97 - nine % 97 || check == 97 - (2_000_000_000L + nine) % 97;
    }
}
