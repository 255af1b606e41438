"""What the binders of the Inspect step work on together."""

from dataclasses import dataclass

from ad_studio.ui.inspect.desk import Desk
from ad_studio.ui.inspect.lanes import Lanes, OnShow
from ad_studio.ui.inspect.results_model import ResultsModel
from ad_studio.ui.inspect.run_bar import RunBar
from ad_studio.ui.inspect.screen import Screen
from ad_studio.ui.session import Session


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """The parts of the page, made once and handed to every binder.

    Attributes:
        session: The open project.
        lanes: What runs in the background.
        on_show: The run that all of it is about.
        desk: The widgets below the run bar.
        model: The results in the list.
        screen: The image on the screen.
        run_bar: What to inspect, and for whom.
    """

    session: Session
    lanes: Lanes
    on_show: OnShow
    desk: Desk
    model: ResultsModel
    screen: Screen
    run_bar: RunBar
