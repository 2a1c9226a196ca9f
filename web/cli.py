"""``cancu``: the command line, composed of the indexer's commands and the web server's."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.cli import COMMANDS
from indexer.commands.common import corpus_option, data_option, progress_bars
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
@click.option("--port", default=8000, show_default=True, help="Cổng.")
@click.option("--base-url", help="Địa chỉ mà người dùng gõ, để tạo liên kết trong báo cáo.")
def serve(corpus: Path, data: Path, host: str, port: int, base_url: str | None) -> None:
    """Cập nhật chỉ mục rồi mở trang tra cứu tại http://127.0.0.1:8000."""
    import uvicorn

    from indexer.build import update
    from web.app import create_app

    with progress_bars() as show:
        report = update(corpus, data, cause="cancu serve", progress=show)
    counts = report.generation.catalogue.counts()
    address = base_url or f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"
    click.echo(f"{counts.documents} văn bản, {counts.provisions} điều khoản. Mở {address} trong trình duyệt.")
    uvicorn.run(create_app(data, corpus, base_url or ""), host=host, port=port, log_level="warning")


for command in COMMANDS:
    cancu.add_command(command)


def main() -> None:
    """The entry point: what the user can mend is one sentence and exit code 2, not a stack trace."""
    try:
        cancu.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit("Đã dừng.")
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KbError as error:
        click.echo(f"cancu: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"cancu: {error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
