"""The result of a complete study, in rows of words."""

from ad_studio.domain import AgainstKnown, Kappa, Share, StudyResult
from ad_studio.ui.i18n import translate
from ad_studio.ui.text import number


def result_rows(result: StudyResult) -> list[list[str]]:
    """One row for everybody together, one for each inspector, each pair, and the machine."""
    rows = [_everybody(result)]
    for one in result.inspectors:
        within = translate("StudyResult", "with themself {share} of the parts, kappa {kappa}")
        machine = translate("StudyResult", "with the machine {share} of the answers, kappa {kappa}")
        rows.append(
            [
                one.inspector,
                within.format(share=_share(one.within), kappa=_kappa(one.within_kappa)),
                machine.format(share=_share(one.machine), kappa=_kappa(one.machine_kappa)),
                *_known(one.known),
            ]
        )
    for pair in result.pairs:
        title = translate("StudyResult", "{first} and {second}")
        words = translate("StudyResult", "agree in {share} of the answers, kappa {kappa}")
        rows.append(
            [
                title.format(first=pair.first, second=pair.second),
                words.format(share=_share(pair.agreement), kappa=_kappa(pair.kappa)),
            ]
        )
    if result.machine is not None:
        rows.append([translate("StudyResult", "Machine"), *_known(result.machine)])
    return rows


def _everybody(result: StudyResult) -> list[str]:
    words = translate("StudyResult", "agree every time on {share} of the parts, kappa {kappa}")
    lines = [
        translate("StudyResult", "All inspectors"),
        words.format(share=_share(result.between), kappa=_kappa(result.between_kappa)),
    ]
    if result.all_known is not None:
        right = translate("StudyResult", "are right every time on {share} of the parts")
        lines.append(right.format(share=_share(result.all_known)))
    return lines


def _known(found: AgainstKnown | None) -> list[str]:
    if found is None:
        return []
    words = translate(
        "StudyResult",
        "against what is known: effectiveness {effectiveness}, misses {misses}, false alarms "
        "{alarms}, kappa {kappa}",
    )
    return [
        words.format(
            effectiveness=_share(found.effectiveness),
            misses=_share(found.misses),
            alarms=_share(found.false_alarms),
            kappa=_kappa(found.kappa),
        )
    ]


def _share(found: Share | None) -> str:
    """A share with its interval: "28/30 = 93 % (79 – 98)"; a dash where there is nothing."""
    if found is None:
        return "–"
    value, low, high = (number(100 * one, 0) for one in (found.value, found.low, found.high))
    return f"{found.count}/{found.total} = {value} % ({low} – {high})"


def _kappa(found: Kappa) -> str:
    if found.value is None:
        return translate("StudyResult", "not defined")
    value = number(found.value, 2)
    if found.low is None or found.high is None:
        return value
    return f"{value} ({number(found.low, 2)} – {number(found.high, 2)})"
