"""``cancu``: the command line, composed of the indexer's commands and the web server's."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path

import click

from indexer.arriving.telling import GateClosed
from indexer.build import plan, update, usable
from indexer.cli import COMMANDS
from indexer.commands.common import corpus_option, data_option, gate_option, progress_bars
from indexer.commands.watch import accept_option, inbox_option, watcher_of
from indexer.disk import DiskRefused, refused
from indexer.generations import Generation, WriterBusy, open_current
from indexer.watching import following
from kb.errors import KbError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="can-cu", prog_name="cancu")
def cancu() -> None:
    """Căn Cứ: tra cứu văn bản, thẩm quyền và viện dẫn.

    Ai được quyết định việc gì, theo văn bản nào, và nay còn đúng không.
    """


@cancu.command()
@corpus_option
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để nghe; 0.0.0.0 cho cả mạng nội bộ.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng.")
@click.option("--base-url", help="Địa chỉ mà người dùng gõ, để tạo liên kết trong báo cáo.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Số tiến trình cùng làm trang; 1: ít bộ nhớ nhất. Mặc định theo số nhân và bộ nhớ trống, nhiều nhất 4.",
)
@gate_option
@click.option("--watch", is_flag=True, help="Theo dõi kho và hộp nhận tệp trong lúc phục vụ.")
@inbox_option
@accept_option
def serve(
    corpus: Path,
    data: Path,
    host: str,
    port: int,
    base_url: str | None,
    workers: int | None,
    gate: bool,
    watch: bool,
    inbox: Path | None,
    accept: str,
) -> None:
    """Cập nhật chỉ mục rồi mở trang tra cứu tại http://127.0.0.1:8000."""
    import uvicorn

    from web.app import create_app
    from web.guard import Guard
    from web.handing import usual_count

    _check_port(host, port)
    address = base_url or f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"
    helpers = usual_count() if workers is None else workers if workers > 1 else 0
    app = create_app(data, corpus, base_url or "", helpers=helpers)
    if usable(data):
        counts = _brought_up(corpus, data, gate).catalogue.counts()
        click.echo(f"{counts.documents} văn bản, {counts.provisions} điều khoản. Mở {address} trong trình duyệt.")
    else:
        files = len(plan(corpus, None).added)
        click.echo(f"Đang dựng chỉ mục từ {files} tệp. Mở {address} trong trình duyệt: trang cho thấy đã tới đâu.")
        app.state.libraries.doubted.set()
    Guard(app.state.libraries, corpus).start()
    with following(watcher_of(corpus, data, inbox, accept, gate) if watch else None):
        uvicorn.run(app, host=host, port=port, log_level="warning")


def _check_port(host: str, port: int) -> None:
    """Says before all work that another program has the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if sys.platform != "win32":  # there it would take the port away from the other
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise KbError(
                "cổng đang có chương trình khác dùng" if taken else "không nghe được ở địa chỉ này",
                where=f"{host}:{port}",
                hint="chọn cổng khác bằng --port" if taken else "xem lại --host và --port",
            ) from error


def _brought_up(corpus: Path, data: Path, gate: bool) -> Generation:
    """The index, brought up to the corpus; what there is when it cannot be written just now."""
    try:
        with progress_bars() as show:
            return update(corpus, data, cause="cancu serve", gate=gate, progress=show).generation
    except (WriterBusy, DiskRefused, GateClosed) as error:
        try:
            generation = open_current(data)
        except KbError:
            raise error from None
        click.echo(f"! {error}\n! phục vụ theo chỉ mục {generation.name} đã có", err=True)
        return generation


for command in COMMANDS:
    cancu.add_command(command)


def _told(error: click.ClickException) -> str:
    """What was wrong with the command, with where its help is."""
    message = error.format_message()
    if isinstance(error, click.MissingParameter):
        message = f"thiếu {_named(error)}"
    elif isinstance(error, click.NoSuchOption):
        message = f"không có tùy chọn {error.option_name}"
    elif isinstance(error, click.BadParameter):
        message = f"{_named(error)}: {error.message}"
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}. Cách dùng: {context.command_path} --help" if context else message


def _named(error: click.BadParameter) -> str:
    """The option or argument as the help shows it."""
    return error.param.get_error_hint(error.ctx) if error.param and error.ctx else str(error.param_hint or "")


def main() -> None:
    """The entry point: what the user can mend is one sentence and exit code 2, not a stack trace."""
    try:
        cancu.main(prog_name="cancu", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit("Đã dừng.")
    except click.ClickException as error:
        click.echo(f"cancu: {_told(error)}", err=True)
        sys.exit(error.exit_code)
    except KbError as error:
        click.echo(f"cancu: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"cancu: {refused(error)}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
