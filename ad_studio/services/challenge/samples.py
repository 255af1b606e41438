"""The known samples of a project: adding one, taking one out, reading its file."""

from pathlib import Path

from ad_studio.domain import ChallengeSample, Role, Verdict
from ad_studio.errors import ImageError, UsageError
from ad_studio.imaging.decode import decode_bytes
from ad_studio.imaging.hashing import read_hashed
from ad_studio.messages import msg
from ad_studio.services.projects.project import Project
from ad_studio.services.projects.references import current_reference


def list_samples(project: Project) -> list[ChallengeSample]:
    """List the samples in the order in which they came in."""
    return project.store.challenges.samples()


def add_sample(
    project: Project, image: Path, expected: Verdict, *, author: str = ""
) -> ChallengeSample:
    """Check an image, copy it into the project and make it a sample.

    Args:
        project: Open for writing.
        image: The file.
        expected: What the part is: OK or NG.
        author: Who says so.

    Raises:
        UsageError: REVIEW is expected, or the image is a sample already.
        ImageError: It cannot be read or decoded.
        StoreError: It cannot be copied.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    if expected is Verdict.REVIEW:
        raise UsageError(
            msg("A sample is OK or NG; REVIEW says that nobody knows."),
            hint=msg("Take a part of which it is known what it is."),
        )
    file = read_hashed(image)
    reference = current_reference(project)
    bit_depth = None if reference is None else reference.bit_depth
    decode_bytes(file.data, path=image, bit_depth=bit_depth)
    for sample in list_samples(project):
        if sample.sha256 == file.sha256:
            raise UsageError(
                msg(
                    "This image is sample {number} already, expected {verdict}.",
                    number=sample.id,
                    verdict=sample.expected,
                ),
                path=image,
                hint=msg("Take that sample out first if it is something else."),
            )
    return project.store.challenges.add_sample(
        file.data, source=image, expected=expected, author=author.strip()
    )


def remove_sample(project: Project, sample_id: int, *, reason: str, author: str = "") -> None:
    """Take a sample out of the set; that it was there, and its results, stay on record.

    Args:
        project: Open for writing.
        sample_id: The sample.
        reason: Why, in the user's words; has to be given.
        author: Who.

    Raises:
        UsageError: There is no such sample, or no reason is given.
        SignInError: No engineer is signed in, and the project asks for it.
    """
    author = project.authorize(Role.ENGINEER, author)
    if sample_id not in {sample.id for sample in list_samples(project)}:
        raise UsageError(msg("There is no sample {number}.", number=sample_id))
    if not reason.strip():
        raise UsageError(
            msg("Taking a sample out needs a reason."), hint=msg("It stays in the audit trail.")
        )
    project.store.challenges.remove_sample(sample_id, author=author.strip(), reason=reason.strip())


def read_sample(sample: ChallengeSample) -> bytes:
    """Read the file of a sample; its bytes must be the ones on record.

    Raises:
        ImageError: The file is missing or cannot be read, or its bytes are others.
    """
    file = read_hashed(sample.path)
    if file.sha256 != sample.sha256:
        raise ImageError(
            msg("The file of sample {number} was changed.", number=sample.id),
            path=sample.path,
            hint=msg("Put it back from a backup, or take the sample out and add it again."),
        )
    return file.data
